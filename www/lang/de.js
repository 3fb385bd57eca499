/** German: not reviewed by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: 'Suche',
  placeholder: 'Suche',
  open: 'Suche öffnen',
  close: 'Schließen',
  clear: 'Eingabe löschen',
  shortcut: '{key} drücken, um zu suchen',

  // Keys, each after its picture

  select: 'zum Öffnen',
  navigate: 'zum Bewegen',
  leave: 'zum Schließen',

  // Results

  results: 'Suchergebnisse',
  count: { one: '{count} Ergebnis', other: '{count} Ergebnisse' },
  about: 'Etwa {results}',
  first: '{results}. {title}: Eingabetaste drücken, um zu öffnen.',
  more: { one: '{count} weiteres anzeigen', other: '{count} weitere anzeigen' },
  coming: 'Weitere Ergebnisse werden geladen …',
  missing: 'Fehlt:',
  section: 'Im Abschnitt „{title}“',

  // Other queries

  didYouMean: 'Meinten Sie {query}?',

  // The last searches

  recent: 'Ihre letzten Suchen',
  recentNone: 'Noch keine Suchen',
  forget: 'Letzte Suchen löschen',

  // Other languages

  widen: 'Auch in anderen Sprachen suchen',
  alsoIn: 'Auch in {versions}',
  elsewhere: { one: '{count} weiteres in anderen Sprachen', other: '{count} weitere in anderen Sprachen' },

  // No results

  none: 'Keine Ergebnisse für „{query}“',
  help: 'Prüfen Sie die Schreibweise oder versuchen Sie es mit weniger oder allgemeineren Wörtern.',
  noneFiltered: 'Keine Ergebnisse für „{query}“ mit diesen Filtern',
  short: { one: 'Mindestens {count} Zeichen eingeben', other: 'Mindestens {count} Zeichen eingeben' },

  // Order and filters

  sort: 'Sortieren nach',
  relevance: 'Relevanz',
  newest: 'Neueste zuerst',
  oldest: 'Älteste zuerst',
  filters: 'Filter',
  filtersSet: { one: '{count} Filter', other: '{count} Filter' },
  clearFilters: 'Filter zurücksetzen',
  valueCount: { one: '{value}, {count} Ergebnis', other: '{value}, {count} Ergebnisse' },
  unrefined: 'Ergebnisse lassen sich hier weder filtern noch sortieren.',

  // Waiting and failing

  loading: 'Suche wird geladen …',
  offline: 'Sie sind offline, und die Suche ist auf diesem Gerät noch nicht gespeichert.',
  unavailable: 'Die Suche ist nicht verfügbar',
  notThere: 'Unter {url} gibt es keinen Suchindex',
  blocked: 'Die Sicherheitsrichtlinie dieser Seite ({directive}) blockiert die Suche',
  incomplete: 'Ein Teil des Suchindex konnte nicht geladen werden.',
  retry: 'Erneut versuchen',
};
