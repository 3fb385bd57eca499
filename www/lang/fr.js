/** French: not reviewed by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: 'Rechercher',
  placeholder: 'Rechercher',
  open: 'Ouvrir la recherche',
  close: 'Fermer',
  clear: 'Effacer',
  shortcut: 'Appuyer sur {key} pour rechercher',

  // Keys, each after its picture

  select: 'pour ouvrir',
  navigate: 'pour se déplacer',
  leave: 'pour fermer',

  // Results

  results: 'Résultats de la recherche',
  count: { one: '{count} résultat', many: '{count} de résultats', other: '{count} résultats' },
  about: 'Environ {results}',
  first: '{results}. {title} : appuyez sur Entrée pour ouvrir.',
  more: {
    one: 'Afficher {count} résultat de plus',
    many: 'Afficher {count} de résultats de plus',
    other: 'Afficher {count} résultats de plus',
  },
  coming: 'D’autres résultats arrivent…',
  missing: 'Absent :',
  section: 'Dans « {title} »',

  // Other queries

  didYouMean: 'Vouliez-vous dire {query} ?',

  // The last searches

  recent: 'Vos dernières recherches',
  recentNone: 'Aucune recherche pour le moment',
  forget: 'Effacer ces recherches',

  // Other languages

  widen: 'Rechercher aussi dans les autres langues',
  alsoIn: 'Aussi dans {versions}',
  elsewhere: {
    one: '{count} autre résultat dans d’autres langues',
    many: '{count} d’autres résultats dans d’autres langues',
    other: '{count} autres résultats dans d’autres langues',
  },

  // No results

  none: 'Aucun résultat pour « {query} »',
  help: 'Vérifiez l’orthographe, ou essayez avec moins de mots ou des mots plus généraux.',
  noneFiltered: 'Aucun résultat pour « {query} » avec ces filtres',
  short: {
    one: 'Saisissez au moins {count} caractère',
    many: 'Saisissez au moins {count} de caractères',
    other: 'Saisissez au moins {count} caractères',
  },

  // Order and filters

  sort: 'Trier par',
  relevance: 'Pertinence',
  newest: 'Plus récents d’abord',
  oldest: 'Plus anciens d’abord',
  filters: 'Filtres',
  filtersSet: { one: '{count} filtre', many: '{count} de filtres', other: '{count} filtres' },
  clearFilters: 'Effacer les filtres',
  valueCount: {
    one: '{value}, {count} résultat',
    many: '{value}, {count} de résultats',
    other: '{value}, {count} résultats',
  },
  unrefined: 'Ici, les résultats ne peuvent être ni filtrés ni triés.',

  // Waiting and failing

  loading: 'Chargement de la recherche…',
  offline: 'Vous êtes hors ligne, et la recherche n’est pas encore enregistrée sur cet appareil.',
  unavailable: 'La recherche n’est pas disponible',
  notThere: 'Il n’y a pas d’index de recherche à l’adresse {url}',
  blocked: 'La politique de sécurité de cette page ({directive}) bloque la recherche',
  incomplete: 'Une partie de l’index de recherche n’a pas pu être chargée.',
  retry: 'Réessayer',
};
