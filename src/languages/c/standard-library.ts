// The functions of C's library, by header: names that a function which is linked with them must not take. What systems have beyond it is
// system-names.ts's.

import { MACRO_FAMILIES, MACROS, POSIX_FUNCTIONS } from "./system-names.ts";

/** C17 clause 7, type-generic macros and what headers define as macros with small letters included. */
const FUNCTIONS =
  // complex.h and math.h; each also for float and long double
  "cabs cacos cacosh carg casin casinh catan catanh ccos ccosh cexp cimag clog conj cpow cproj creal csin csinh csqrt ctan ctanh " +
  "acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp exp2 expm1 fabs fdim floor fma fmax fmin fmod " +
  "frexp hypot ilogb ldexp lgamma llrint llround log log10 log1p log2 logb lrint lround modf nan nearbyint nextafter nexttoward " +
  "pow remainder remquo rint round scalbln scalbn sin sinh sqrt tan tanh tgamma trunc " +
  "fpclassify isfinite isgreater isgreaterequal isinf isless islessequal islessgreater isnan isnormal isunordered math_errhandling signbit " +
  // assert.h, ctype.h, fenv.h, inttypes.h, locale.h, setjmp.h, signal.h, stdarg.h, stddef.h
  "assert isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper " +
  "feclearexcept fegetenv fegetexceptflag fegetround feholdexcept feraiseexcept fesetenv fesetexceptflag fesetround " +
  "fetestexcept feupdateenv imaxabs imaxdiv strtoimax strtoumax wcstoimax wcstoumax localeconv setlocale longjmp setjmp " +
  "raise signal va_arg va_copy va_end va_start offsetof " +
  // stdio.h
  "clearerr fclose feof ferror fflush fgetc fgetpos fgets fopen fprintf fputc fputs fread freopen fscanf fseek fsetpos ftell " +
  "fwrite getc getchar gets perror printf putc putchar puts remove rename rewind scanf setbuf setvbuf snprintf sprintf sscanf " +
  "stderr stdin stdout tmpfile tmpnam ungetc vfprintf vfscanf vprintf vscanf vsnprintf vsprintf vsscanf " +
  // stdatomic.h and threads.h
  "atomic_compare_exchange_strong atomic_compare_exchange_strong_explicit atomic_compare_exchange_weak " +
  "atomic_compare_exchange_weak_explicit atomic_exchange atomic_exchange_explicit atomic_fetch_add atomic_fetch_add_explicit " +
  "atomic_fetch_and atomic_fetch_and_explicit atomic_fetch_or atomic_fetch_or_explicit atomic_fetch_sub " +
  "atomic_fetch_sub_explicit atomic_fetch_xor atomic_fetch_xor_explicit atomic_flag_clear atomic_flag_clear_explicit " +
  "atomic_flag_test_and_set atomic_flag_test_and_set_explicit atomic_init atomic_is_lock_free atomic_load " +
  "atomic_load_explicit atomic_bool atomic_char atomic_schar atomic_uchar atomic_short atomic_ushort atomic_int atomic_uint " +
  "atomic_long atomic_ulong atomic_llong atomic_ullong atomic_signal_fence atomic_store atomic_store_explicit atomic_thread_fence kill_dependency " +
  "call_once cnd_broadcast cnd_destroy cnd_init cnd_signal cnd_timedwait cnd_wait mtx_destroy mtx_init mtx_lock " +
  "mtx_timedlock mtx_trylock mtx_unlock thrd_create thrd_current thrd_detach thrd_equal thrd_exit thrd_join thrd_sleep " +
  "thrd_yield tss_create tss_delete tss_get tss_set " +
  // stdlib.h, string.h, time.h
  "abort abs aligned_alloc at_quick_exit atexit atof atoi atol atoll bsearch calloc div exit free getenv labs ldiv llabs " +
  "lldiv malloc mblen mbstowcs mbtowc qsort quick_exit rand realloc srand strtod strtof strtol strtold strtoll strtoul " +
  "strtoull system wcstombs wctomb memchr memcmp memcpy memmove memset strcat strchr strcmp strcoll strcpy strcspn strerror " +
  "strlen strncat strncmp strncpy strpbrk strrchr strspn strstr strtok strxfrm asctime clock ctime difftime gmtime " +
  "localtime mktime strftime time timespec_get " +
  // uchar.h, wchar.h and wctype.h
  "c16rtomb c32rtomb mbrtoc16 mbrtoc32 btowc fgetwc fgetws fputwc fputws fwide fwprintf fwscanf getwc getwchar mbrlen mbrtowc " +
  "mbsinit mbsrtowcs putwc putwchar swprintf swscanf ungetwc vfwprintf vfwscanf vswprintf vswscanf vwprintf vwscanf wcrtomb " +
  "wcscat wcschr wcscmp wcscoll wcscpy wcscspn wcsftime wcslen wcsncat wcsncmp wcsncpy wcspbrk wcsrchr wcsrtombs wcsspn " +
  "wcsstr wcstod wcstof wcstok wcstol wcstold wcstoll wcstoul wcstoull wcsxfrm wctob wmemchr wmemcmp wmemcpy wmemmove " +
  "wmemset wprintf wscanf iswalnum iswalpha iswblank iswcntrl iswctype iswdigit iswgraph iswlower iswprint iswpunct " +
  "iswspace iswupper iswxdigit towctrans towlower towupper wctrans wctype " +
  // Types; those that end in _t are not listed.
  "FILE jmp_buf once_flag va_list " +
  // Older or wider than the standard, in most libraries all the same: POSIX stdio.h, math.h and what calls the system.
  "alloca close ctermid dprintf drem exp10 fdopen fileno finite flockfile fmemopen fork fseeko ftello ftrylockfile funlockfile gamma " +
  "getdelim getline getw index j0 j1 jn open open_memstream pclose popen pow10 putw read renameat rindex scalb setbuffer setlinebuf significand " +
  "sincos tempnam vdprintf write y0 y1 yn";

/** What C23 has beyond C17 (ISO/IEC 9899:2024, clause 7), and mathematical libraries already export. */
const FUNCTIONS_OF_C23 =
  "acospi asinpi atan2pi atanpi canonicalize compoundn cospi exp10m1 exp2m1 fmaximum fmaximum_mag fmaximum_mag_num fmaximum_num fmaxmag fminimum " +
  "fminimum_mag fminimum_mag_num fminimum_num fminmag fromfp fromfpx getpayload llogb log10p1 log2p1 logp1 nextdown nextup pown powr quantize rootn " +
  "roundeven rsqrt setpayload setpayloadsig sinpi tanpi totalorder totalordermag ufromfp ufromfpx clog10 lgamma_r lgammaf_r lgammal_r " +
  "fadd fsub fmul fdiv ffma fsqrt dadd dsub dmul ddiv dfma dsqrt iscanonical iseqsig issignaling issubnormal iszero " +
  "fedisableexcept feenableexcept fegetexcept fegetmode fesetexcept fesetmode fetestexceptflag " +
  "ckd_add ckd_mul ckd_sub free_aligned_sized free_sized memalignment memccpy memset_explicit strfromd strdup strndup timegm timespec_getres " +
  "gmtime_r localtime_r c8rtomb mbrtoc8 unreachable stdc_bit_ceil stdc_bit_floor stdc_bit_width stdc_count_ones stdc_count_zeros " +
  "stdc_first_leading_one stdc_first_leading_zero stdc_first_trailing_one stdc_first_trailing_zero stdc_has_single_bit stdc_leading_ones " +
  "stdc_leading_zeros stdc_trailing_ones stdc_trailing_zeros";

const C_NAMES = new Set(`${FUNCTIONS} ${FUNCTIONS_OF_C23}`.split(" ").flatMap((name) => [name, `${name}f`, `${name}l`]));
const SYSTEM_NAMES = new Set(POSIX_FUNCTIONS);
const DEFINED = new Set(MACROS);
const FAMILIES = new RegExp(`^(?:${MACRO_FAMILIES.join("|")})[A-Z0-9]|^E[A-Z0-9]+$|^SIG[A-Z]|^(?:PRI|SCN)[a-zX]|^U?INT\\w*_(?:MAX|MIN|C|WIDTH)$`);

/** A type of IEC 60559 at a function's end: `sinf32x`; and two of them around an operation that rounds to the first: `f32addf64`. */
const OF_FLOATING_TYPE = /^(.*?)(?:f(?:16|32|64|128)x?|d(?:32|64|128)x?)(?:_r)?$/;
const NARROWING = /^[fd](?:32|64)x?(?:add|sub|mul|div|fma|sqrt)[fd](?:64|128|32x|64x)$/;

/** Why no function may have a name, because of what C's library and those of systems declare; undefined where one may. */
export function refusalOfLibrary(name: string): string | undefined {
  const [, stem] = OF_FLOATING_TYPE.exec(name) ?? [];
  if (C_NAMES.has(name) || NARROWING.test(name) || (stem !== undefined && C_NAMES.has(stem))) return "it is a function of C's library, which would be replaced";
  if (SYSTEM_NAMES.has(name)) return "it is a function of POSIX systems' libraries, which would be replaced";
  return DEFINED.has(name) || FAMILIES.test(name) ? "headers of C's library define it, or may, for the preprocessor" : undefined;
}
