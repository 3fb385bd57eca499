/** What the engine throws: a stable code, such as `checksum`, and what was expected and found. */
export type EngineError = [code: string, expected: number, found: number];

/** What the engine gives before its fields have names: see `www/engine/tape.js`. */
export type Tape = (number | string)[];
