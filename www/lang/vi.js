/** Vietnamese: reviewed by the rules for new languages, not by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: 'Tìm kiếm',
  placeholder: 'Tìm kiếm',
  open: 'Mở ô tìm kiếm',
  close: 'Đóng',
  clear: 'Xóa',
  shortcut: 'Nhấn {key} để tìm kiếm',

  // Keys, each after its picture

  select: 'để mở',
  navigate: 'để di chuyển',
  leave: 'để đóng',

  // Results

  results: 'Kết quả tìm kiếm',
  count: { other: '{count} kết quả' },
  about: 'Khoảng {results}',
  first: '{results}. {title}: nhấn Enter để mở.',
  more: { other: 'Hiện thêm {count} kết quả' },
  coming: 'Đang tải thêm kết quả…',
  missing: 'Không có:',
  section: 'Trong mục “{title}”',

  // Other queries

  didYouMean: 'Có phải bạn muốn tìm {query}?',

  // The last searches

  recent: 'Nội dung bạn tìm gần đây',
  recentNone: 'Bạn chưa tìm nội dung nào',
  forget: 'Xóa lịch sử tìm kiếm',

  // Other languages

  widen: 'Tìm cả trong các ngôn ngữ khác',
  alsoIn: 'Cũng có trong {versions}',
  elsewhere: { other: 'Thêm {count} kết quả bằng ngôn ngữ khác' },

  // No results

  none: 'Không tìm thấy kết quả nào cho “{query}”',
  help: 'Hãy kiểm tra chính tả, hoặc thử dùng ít từ hơn hay từ khái quát hơn.',
  noneFiltered: 'Không tìm thấy kết quả nào cho “{query}” với các bộ lọc này',
  short: { other: 'Hãy nhập ít nhất {count} ký tự' },

  // Order and filters

  sort: 'Sắp xếp theo',
  relevance: 'Mức độ liên quan',
  newest: 'Mới nhất trước',
  oldest: 'Cũ nhất trước',
  filters: 'Bộ lọc',
  filtersSet: { other: '{count} bộ lọc' },
  clearFilters: 'Xóa bộ lọc',
  valueCount: { other: '{value}, {count} kết quả' },
  unrefined: 'Không thể lọc hoặc sắp xếp kết quả ở đây.',

  // Waiting and failing

  loading: 'Đang tải công cụ tìm kiếm…',
  offline: 'Bạn đang ngoại tuyến và tính năng tìm kiếm chưa được lưu trên thiết bị này.',
  unavailable: 'Hiện không thể tìm kiếm',
  notThere: 'Không có chỉ mục tìm kiếm tại {url}',
  blocked: 'Chính sách bảo mật của trang này ({directive}) đang chặn tính năng tìm kiếm',
  incomplete: 'Không tải được một phần của chỉ mục tìm kiếm.',
  retry: 'Thử lại',
};
