/** Japanese: not reviewed by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: '検索',
  placeholder: '検索',
  open: '検索を開く',
  close: '閉じる',
  clear: 'クリア',
  shortcut: '{key} で検索',

  // Keys, each after its picture

  select: '開く',
  navigate: '移動',
  leave: '閉じる',

  // Results

  results: '検索結果',
  count: { other: '{count} 件の結果' },
  about: '約 {results}',
  first: '{results}。{title}。Enter キーで開きます。',
  more: { other: 'さらに {count} 件を表示' },
  coming: '結果をさらに読み込んでいます…',
  missing: '含まれない語:',
  section: '「{title}」の中',

  // Other languages

  widen: '他の言語でも検索',
  alsoIn: '{versions} にもあります',
  elsewhere: { other: '他の言語でさらに {count} 件' },

  // Other queries

  didYouMean: 'もしかして: {query}',

  // The last searches

  recent: '最近の検索',
  recentNone: 'まだ検索していません',
  forget: '履歴を消去',

  // No results

  none: '「{query}」に一致する結果はありません',
  help: 'つづりを確認するか、語を減らすか、より一般的な語でお試しください。',
  noneFiltered: 'このフィルターでは「{query}」に一致する結果はありません',
  short: { other: '{count} 文字以上入力してください' },

  // Order and filters

  sort: '並べ替え',
  relevance: '関連度順',
  newest: '新しい順',
  oldest: '古い順',
  filters: 'フィルター',
  filtersSet: { other: '{count} 件のフィルター' },
  clearFilters: 'フィルターをクリア',
  valueCount: { other: '{value}、{count} 件' },
  unrefined: 'ここでは結果の絞り込みと並べ替えはできません。',

  // Waiting and failing

  loading: '検索を読み込んでいます…',
  offline: 'オフラインです。検索はまだこの端末に保存されていません。',
  unavailable: '検索を利用できません',
  notThere: '{url} に検索インデックスがありません',
  blocked: 'このページのセキュリティ ポリシー ({directive}) により検索がブロックされています',
  incomplete: '検索インデックスの一部を読み込めませんでした。',
  retry: '再試行',
};
