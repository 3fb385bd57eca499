/** Arabic: not reviewed by a native reader yet. What each text is for stands in en.js. */

export default {
  // The field

  label: 'بحث',
  placeholder: 'بحث',
  open: 'فتح البحث',
  close: 'إغلاق',
  clear: 'مسح',
  shortcut: 'اضغط ⁨{key}⁩ للبحث',

  // Keys, each after its picture

  select: 'للفتح',
  navigate: 'للتنقل',
  leave: 'للإغلاق',

  // Results

  results: 'نتائج البحث',
  count: {
    zero: 'لا توجد نتائج',
    one: 'نتيجة واحدة',
    two: 'نتيجتان',
    few: '{count} نتائج',
    many: '{count} نتيجة',
    other: '{count} نتيجة',
  },
  about: 'نحو {results}',
  first: '{results}. ⁨{title}⁩: اضغط Enter للفتح.',
  more: {
    zero: 'عرض {count} نتيجة أخرى',
    one: 'عرض نتيجة أخرى',
    two: 'عرض نتيجتين أخريين',
    few: 'عرض {count} نتائج أخرى',
    many: 'عرض {count} نتيجة أخرى',
    other: 'عرض {count} نتيجة أخرى',
  },
  coming: 'يجري تحميل مزيد من النتائج…',
  missing: 'غير موجود:',
  section: 'في «⁨{title}⁩»',

  // Other queries

  didYouMean: 'هل تقصد ⁨{query}⁩؟',

  // Other languages

  widen: 'ابحث في اللغات الأخرى أيضًا',
  alsoIn: 'أيضًا في ⁨{versions}⁩',
  elsewhere: {
    zero: 'لا نتائج أخرى بلغات أخرى',
    one: 'نتيجة أخرى بلغات أخرى',
    two: 'نتيجتان أخريان بلغات أخرى',
    few: '{count} نتائج أخرى بلغات أخرى',
    many: '{count} نتيجة أخرى بلغات أخرى',
    other: '{count} نتيجة أخرى بلغات أخرى',
  },

  // The last searches

  recent: 'عمليات بحثك الأخيرة',
  recentNone: 'لا توجد عمليات بحث بعد',
  forget: 'مسحها',

  // No results

  none: 'لا توجد نتائج لـ «⁨{query}⁩»',
  help: 'تحقق من الإملاء، أو جرّب كلمات أقل أو أعم.',
  noneFiltered: 'لا توجد نتائج لـ «⁨{query}⁩» مع عوامل التصفية هذه',
  short: {
    zero: 'اكتب {count} حرف على الأقل',
    one: 'اكتب حرفًا واحدًا على الأقل',
    two: 'اكتب حرفين على الأقل',
    few: 'اكتب {count} أحرف على الأقل',
    many: 'اكتب {count} حرفًا على الأقل',
    other: 'اكتب {count} حرف على الأقل',
  },

  // Order and filters

  sort: 'ترتيب حسب',
  relevance: 'الصلة',
  newest: 'الأحدث أولًا',
  oldest: 'الأقدم أولًا',
  filters: 'عوامل التصفية',
  filtersSet: {
    zero: '{count} عامل تصفية',
    one: 'عامل تصفية واحد',
    two: 'عاملا تصفية',
    few: '{count} عوامل تصفية',
    many: '{count} عامل تصفية',
    other: '{count} عامل تصفية',
  },
  clearFilters: 'مسح عوامل التصفية',
  valueCount: {
    zero: '⁨{value}⁩، لا توجد نتائج',
    one: '⁨{value}⁩، نتيجة واحدة',
    two: '⁨{value}⁩، نتيجتان',
    few: '⁨{value}⁩، {count} نتائج',
    many: '⁨{value}⁩، {count} نتيجة',
    other: '⁨{value}⁩، {count} نتيجة',
  },
  unrefined: 'لا يمكن تصفية النتائج أو ترتيبها هنا.',

  // Waiting and failing

  loading: 'جارٍ تحميل البحث…',
  offline: 'أنت غير متصل بالإنترنت، ولم يُحفظ البحث على هذا الجهاز بعد.',
  unavailable: 'البحث غير متاح',
  notThere: 'لا يوجد فهرس بحث في ⁨{url}⁩',
  blocked: 'سياسة أمان هذه الصفحة (⁨{directive}⁩) تمنع البحث',
  incomplete: 'تعذّر تحميل جزء من فهرس البحث.',
  retry: 'إعادة المحاولة',
};
