/** What the gallery finds: the pages of a site that does not exist, about lighthouses. */

/** @import { SearchHit } from '../../../www/types.js' */

/**
 * Ranges of the words that `[…]` encloses, and the text without the brackets.
 *
 * @param {string} text
 */
function marked(text) {
  const ranges = /** @type {[number, number][]} */ ([]);
  let plain = '';
  for (const [at, piece] of text.split(/[[\]]/).entries()) {
    if (at % 2) ranges.push([plain.length, plain.length + piece.length]);
    plain += piece;
  }
  return { text: plain, ranges };
}

/**
 * @param {string} url
 * @param {string} title matches in brackets, as in the excerpt
 * @param {string} excerpt
 * @param {Partial<SearchHit>} [rest]
 * @returns {SearchHit}
 */
function hit(url, title, excerpt, rest = {}) {
  const shown = marked(excerpt);
  return {
    url: `/${url}`,
    title: marked(title).text,
    titleRanges: marked(title).ranges,
    date: null,
    language: 'en',
    document: 0,
    score: 1,
    words: ['light'],
    corrected: [],
    missing: [],
    excerpt: { ...shown, cutStart: true, cutEnd: true },
    sections: [],
    summary: shown.text,
    metadata: {},
    ...rest,
  };
}

/** @param {string} anchor @param {string} title @param {string} text */
function section(anchor, title, text) {
  return {
    title: marked(title).text,
    titleRanges: marked(title).ranges,
    anchor,
    excerpt: { ...marked(text), cutStart: false, cutEnd: true },
  };
}

export const FEW = [
  hit(
    'guides/lenses/fresnel/',
    'How a Fresnel lens bends [light]',
    'A stack of prisms does the work of one thick lens: every ring turns the [light] of a small lamp towards the horizon, where a ship sees it from twenty miles',
    {
      date: '2024-03-18',
      sections: [
        section(
          'orders',
          'Orders of a [light]',
          'Six orders, by the distance from the lamp to the glass: a first-order [light] is taller than its keeper',
        ),
        section('cleaning', 'Cleaning the prisms', 'Spirit of wine and a soft cloth, before the [light] is lit'),
      ],
    },
  ),
  hit(
    'history/keepers/',
    'The last keepers of the [light]',
    'When the lamps were made electric, the keepers left; what they wrote down about fog, [lights] and birds fills forty metres of shelves',
    { date: '2021-11-02', metadata: { image: '/gallery/lens.svg' } },
  ),
  hit(
    'reference/characteristics/',
    'Characteristics: fixed, flashing, occulting',
    'Each [light] has a rhythm of its own, printed on the chart beside it, so that two of them are never taken for one another',
    { missing: ['harbour'] },
  ),
];

export const LANGUAGES = [
  hit('ar/coasts/', 'منارة [الضوء] على الساحل', 'يرسل المصباح [الضوء] عبر العدسة إلى السفن في عرض البحر', {
    language: 'ar',
    date: '2023-05-09',
  }),
  hit('vi/ke-ga/', 'Ngọn [hải đăng] Kê Gà', 'Ngọn [hải đăng] cao ba mươi lăm mét, xây bằng đá hoa cương', {
    language: 'vi',
  }),
  hit('ja/lenses/', '[灯台]のレンズ', '[灯台]の光は二十海里先の船からも見える', { language: 'ja' }),
  hit(
    'de/registers/',
    'Schiffahrtsgesellschaftskapitänsmützenabzeichenverordnung/with_an_identifier_that_never_ends_and_has_no_place_to_break',
    'https://lights.example/very/long/address/without/any/break/that/has/to/stay/inside/the/panel/on/a/phone/[light]',
    { language: 'de', date: '1999-12-31' },
  ),
];

export const LATE = FEW.map((found) => ({ ...found, excerpt: null, sections: [] }));

/** A page of the many that there are. */
export const MANY = Array.from({ length: 10 }, (_, at) =>
  hit(
    `lights/${at}/`,
    `[Light] number ${at + 1}`,
    `The [light] stands on a rock and is seen from ${at + 9} miles when the air is clear`,
    {
      date: `20${10 + at}-06-0${1 + (at % 9)}`,
    },
  ),
);

export const FACETS = [
  {
    name: 'topic',
    values: [
      ['Optics', 120],
      ['History', 84],
      ['Buoys and beacons', 36],
    ],
  },
  {
    name: 'coast',
    values: [
      ['North', 150],
      ['South', 90],
    ],
  },
];
