/** Chinese in simplified characters: not reviewed by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: '搜索',
  placeholder: '搜索',
  open: '打开搜索',
  close: '关闭',
  clear: '清除',
  shortcut: '按 {key} 搜索',

  // Keys, each after its picture

  select: '打开',
  navigate: '移动',
  leave: '关闭',

  // Results

  results: '搜索结果',
  count: { other: '{count} 条结果' },
  about: '约 {results}',
  first: '{results}。{title}：按 Enter 键打开。',
  more: { other: '再显示 {count} 条' },
  coming: '正在加载更多结果…',
  missing: '不包含：',
  section: '位于“{title}”',

  // Other queries

  didYouMean: '您是不是要找：{query}',

  // The last searches

  recent: '最近的搜索',
  recentNone: '暂无搜索记录',
  forget: '清除这些记录',

  // Other languages

  widen: '同时搜索其他语言',
  alsoIn: '另见 {versions}',
  elsewhere: { other: '其他语言中还有 {count} 条' },

  // No results

  none: '没有找到与“{query}”相关的结果',
  help: '请检查拼写，或尝试更少、更笼统的词语。',
  noneFiltered: '在这些筛选条件下，没有找到与“{query}”相关的结果',
  short: { other: '请至少输入 {count} 个字符' },

  // Order and filters

  sort: '排序方式',
  relevance: '相关度',
  newest: '最新优先',
  oldest: '最早优先',
  filters: '筛选',
  filtersSet: { other: '{count} 个筛选条件' },
  clearFilters: '清除筛选条件',
  valueCount: { other: '{value}，{count} 条结果' },
  unrefined: '此处无法对结果进行筛选或排序。',

  // Waiting and failing

  loading: '正在加载搜索…',
  offline: '您当前处于离线状态，搜索功能尚未保存到此设备。',
  unavailable: '搜索暂不可用',
  notThere: '{url} 处没有搜索索引',
  blocked: '此页面的安全策略（{directive}）阻止了搜索',
  incomplete: '搜索索引的一部分无法加载。',
  retry: '重试',
};
