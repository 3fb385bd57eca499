/** Spanish: not reviewed by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: 'Buscar',
  placeholder: 'Buscar',
  open: 'Abrir la búsqueda',
  close: 'Cerrar',
  clear: 'Borrar',
  shortcut: 'Pulsa {key} para buscar',

  // Keys, each after its picture

  select: 'para abrir',
  navigate: 'para moverse',
  leave: 'para cerrar',

  // Results

  results: 'Resultados de la búsqueda',
  count: { one: '{count} resultado', many: '{count} de resultados', other: '{count} resultados' },
  about: 'Aproximadamente {results}',
  first: '{results}. {title}: pulsa Intro para abrir.',
  more: {
    one: 'Mostrar {count} resultado más',
    many: 'Mostrar {count} de resultados más',
    other: 'Mostrar {count} resultados más',
  },
  coming: 'Se están cargando más resultados…',
  missing: 'Falta:',
  section: 'En «{title}»',

  // Other queries

  didYouMean: '¿Querías decir {query}?',

  // The last searches

  recent: 'Tus últimas búsquedas',
  recentNone: 'Todavía no hay búsquedas',
  forget: 'Borrar estas búsquedas',

  // Other languages

  widen: 'Buscar también en otros idiomas',
  alsoIn: 'También en {versions}',
  elsewhere: {
    one: '{count} resultado más en otros idiomas',
    many: '{count} de resultados más en otros idiomas',
    other: '{count} resultados más en otros idiomas',
  },

  // No results

  none: 'No hay resultados para «{query}»',
  help: 'Revisa la ortografía o prueba con menos palabras o con palabras más generales.',
  noneFiltered: 'No hay resultados para «{query}» con estos filtros',
  short: {
    one: 'Escribe al menos {count} carácter',
    many: 'Escribe al menos {count} de caracteres',
    other: 'Escribe al menos {count} caracteres',
  },

  // Order and filters

  sort: 'Ordenar por',
  relevance: 'Relevancia',
  newest: 'Más recientes primero',
  oldest: 'Más antiguos primero',
  filters: 'Filtros',
  filtersSet: { one: '{count} filtro', many: '{count} de filtros', other: '{count} filtros' },
  clearFilters: 'Quitar los filtros',
  valueCount: {
    one: '{value}, {count} resultado',
    many: '{value}, {count} de resultados',
    other: '{value}, {count} resultados',
  },
  unrefined: 'Aquí no se pueden filtrar ni ordenar los resultados.',

  // Waiting and failing

  loading: 'Cargando la búsqueda…',
  offline: 'No tienes conexión y la búsqueda aún no está guardada en este dispositivo.',
  unavailable: 'La búsqueda no está disponible',
  notThere: 'No hay ningún índice de búsqueda en {url}',
  blocked: 'La política de seguridad de esta página ({directive}) bloquea la búsqueda',
  incomplete: 'No se ha podido cargar una parte del índice de búsqueda.',
  retry: 'Reintentar',
};
