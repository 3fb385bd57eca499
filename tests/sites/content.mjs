/**
 * The handbook of a boat, of which each generator makes a site: chapters in folders, code, tabs, notes, links, in two languages.
 *
 * @typedef {{ heading: string } | { text: string } | { code: string } | { note: string } | { tabs: [string, string][] }} Block
 * @typedef {{ path: string, chapter: string, title: string, blocks: Block[] }} Page
 */

/** Of each part of each chapter a sentence that no other page has. */
const ENGLISH = {
  hull: {
    keel: 'Ballast in the keel rights the boat after a knockdown.',
    ribs: 'Oak ribs are steamed until they bend around the mould.',
    planking: 'Larch planks are caulked with cotton and tar along every seam.',
    rudder: 'Pintles and gudgeons carry the rudder at the transom.',
  },
  rigging: {
    mast: 'A spruce mast is stepped on the keelson, with a coin below it.',
    shrouds: 'Turnbuckles tension the shrouds; a loose one slaps to leeward.',
    halyard: 'Each halyard runs over a sheave and is cleated at the foot.',
    winch: 'Three turns clockwise hold a sheet on the winch drum.',
  },
  sails: {
    mainsail: 'Battens keep the leech of the mainsail from fluttering.',
    jib: 'Telltales on the jib show whether its slot is open.',
    spinnaker: 'The spinnaker is packed into a turtle before it is hoisted.',
    reefing: 'Reefing early is easier than reefing in a gale.',
  },
  engine: {
    propeller: 'Cavitation pits the blades of a propeller that turns too fast.',
    cooling: 'An impeller pumps seawater through the heat exchanger.',
    fuel: 'Diesel bug clogs the separator when water stands in the tank.',
    battery: 'A lead battery below twelve volts sulphates within weeks.',
  },
  navigation: {
    chart: 'Soundings on a chart are metres below the lowest astronomical tide.',
    compass: 'Deviation of the compass is swung and written on a card.',
    tides: 'Springs follow the full moon, neaps the half moon.',
    radar: 'Clutter hides small echoes on the radar in a steep sea.',
  },
  safety: {
    liferaft: 'A hydrostatic release lets the liferaft float free.',
    flares: 'Hold flares downwind, for the slag that drips burns.',
    harness: 'Clip the harness to a jackstay before leaving the cockpit.',
    extinguisher: 'Shake the powder extinguisher twice a year, lest it cakes.',
  },
  harbour: {
    mooring: 'Springs and breast ropes keep a moored boat from surging.',
    anchor: 'Five times the depth is the scope of an anchor chain.',
    buoys: 'Cardinal buoys say on which side the safe water lies.',
    locks: 'Fenders go out on both sides before a lock is entered.',
  },
  weather: {
    barometer: 'A barometer that drops six hectopascals in three hours foretells a gale.',
    squalls: 'Squalls come with a dark shelf of cloud and a sudden chill.',
    fog: 'Advection fog stays until the wind veers.',
    lightning: 'Lightning follows the backstay to earth through a copper plate.',
  },
};

const FRENCH = {
  hull: {
    keel: 'Le lest de la quille redresse le bateau couché par une rafale.',
    rudder: 'Le gouvernail pend aux aiguillots fixés sur le tableau arrière.',
    planking: 'Les bordés en mélèze sont calfatés avec du coton et du goudron.',
  },
  sails: {
    mainsail: 'Des lattes empêchent la chute de la grand-voile de battre.',
    jib: 'Les penons du foc montrent si le vent circule bien.',
    reefing: 'Prendre un ris tôt vaut mieux que dans la tempête.',
  },
  harbour: {
    mooring: 'Des gardes montantes retiennent le bateau amarré au quai.',
    anchor: 'Cinq fois la profondeur, voilà la longueur du mouillage.',
    locks: 'On sort les pare-battages avant de franchir une écluse.',
  },
  weather: {
    barometer: 'Un baromètre qui chute annonce un coup de vent.',
    fog: 'La brume tient jusqu’à ce que le vent tourne.',
    squalls: 'Les grains arrivent sous un nuage sombre et froid.',
  },
};

const WORDS = {
  en: {
    title: (/** @type {string} */ part) => `The ${part}`,
    check: 'How to check it',
    inspect: (/** @type {string} */ part) => `Look at the ${part} before every journey, and write down what you saw.`,
    note: (/** @type {string} */ part) => `Ask somebody before you repair the ${part} at sea.`,
    log: 'In the logbook',
    entry: (/** @type {string} */ part) => `The logbook has a line for the ${part}.`,
    tabs: /** @type {const} */ (['By day', 'By night']),
    light: (/** @type {string} */ part, /** @type {string} */ when) =>
      `${when} the ${part} is seen to by one of the watch.`,
  },
  fr: {
    title: (/** @type {string} */ part) => FRENCH_NAMES[part],
    check: 'Comment vérifier',
    inspect: (/** @type {string} */ part) => `Regardez ceci avant chaque départ : ${FRENCH_NAMES[part].toLowerCase()}.`,
    note: () => 'Demandez conseil avant toute réparation en mer.',
    log: 'Dans le journal de bord',
    entry: () => 'Le journal de bord a une ligne pour cela.',
    tabs: /** @type {const} */ (['De jour', 'De nuit']),
    light: (/** @type {string} */ _, /** @type {string} */ when) => `${when}, le quart s’en occupe.`,
  },
};

/** @type {Record<string, string>} */
const FRENCH_NAMES = {
  keel: 'La quille',
  rudder: 'Le gouvernail',
  planking: 'Le bordé',
  mainsail: 'La grand-voile',
  jib: 'Le foc',
  reefing: 'Les ris',
  mooring: 'L’amarrage',
  anchor: 'Le mouillage',
  locks: 'Les écluses',
  barometer: 'Le baromètre',
  fog: 'La brume',
  squalls: 'Les grains',
};

/** @param {'en' | 'fr'} language @returns {Page[]} */
export function handbook(language) {
  const words = WORDS[language];
  const chapters = Object.entries(language === 'en' ? ENGLISH : FRENCH);
  return chapters.flatMap(([chapter, parts]) =>
    Object.entries(parts).map(([part, sentence]) => ({
      path: `${chapter}/${part}`,
      chapter,
      title: words.title(part),
      blocks: [
        { text: sentence },
        { heading: words.check },
        { text: words.inspect(part) },
        { code: `boat check ${part} --verbose\nboat report ${part} > ${part}.log` },
        { note: words.note(part) },
        { heading: words.log },
        { text: words.entry(part) },
        { tabs: words.tabs.map((when) => [when, words.light(part, when)]) },
      ],
    })),
  );
}

/** What a reader may ask, and the page that is meant: words, titles, slips, beginnings, code. */
export const QUERIES = [
  ['keel', 'hull/keel'],
  ['ballast', 'hull/keel'],
  ['knockdown', 'hull/keel'],
  ['steamed ribs', 'hull/ribs'],
  ['rudder', 'hull/rudder'],
  ['ruder', 'hull/rudder'],
  ['tension the shrouds', 'rigging/shrouds'],
  ['halyrad', 'rigging/halyard'],
  ['winch drum', 'rigging/winch'],
  ['the jib', 'sails/jib'],
  ['reef early', 'sails/reefing'],
  ['spinaker', 'sails/spinnaker'],
  ['boat check fuel', 'engine/fuel'],
  ['diesel', 'engine/fuel'],
  ['neap', 'navigation/tides'],
  ['compas deviation', 'navigation/compass'],
  ['clip harness', 'safety/harness'],
  ['anchor chain length', 'harbour/anchor'],
  ['gale barometer', 'weather/barometer'],
  ['lightn', 'weather/lightning'],
];
