// Names that POSIX.1-2017 declares and defines beyond C's own library, and what most libraries of systems have beside it: names that a function
// which is linked with them must not take.

/** Functions and variables of all headers; those that BSD or GNU added and other systems took over. Types that end in _t are not listed. */
export const POSIX_FUNCTIONS: readonly string[] = (
  "a64l accept access aio_cancel aio_error aio_fsync aio_read aio_return aio_suspend aio_write alarm alphasort asctime_r asprintf basename bcmp bcopy " +
  "bind brk bzero catclose catgets catopen cfgetispeed cfgetospeed cfree cfsetispeed cfsetospeed chdir chmod chown clock_getcpuclockid clock_getres " +
  "clock_gettime clock_nanosleep clock_settime clone closedir closelog confstr connect creat ctime_r cuserid daemon daylight dirfd dirname dlclose " +
  "dlerror dlopen dlsym drand48 drand48_r dup dup2 dup3 duplocale eaccess ecvt ecvt_r endgrent endhostent endnetent endprotoent endpwent endservent " +
  "endutxent environ erand48 err errx euidaccess execl execle execlp execv execve execvp explicit_bzero faccessat fchdir fchmod fchmodat fchown fchownat " +
  "fcloseall fcntl fcvt fcvt_r fdatasync fdopendir fexecve ffs fmtmsg fnmatch fpathconf freeaddrinfo freelocale fsetxattr fstat fstatat fstatvfs fsync " +
  "ftime ftok ftruncate ftw futimens gai_strerror gcvt getaddrinfo getc_unlocked getchar_unlocked getcwd getdate getdate_err getdomainname getdtablesize " +
  "getegid getentropy geteuid getgid getgrent getgrgid getgrgid_r getgrnam getgrnam_r getgroups gethostbyaddr gethostbyname gethostent gethostid " +
  "gethostname getitimer getlogin getlogin_r getnameinfo getnetbyaddr getnetbyname getnetent getopt getpagesize getpass getpeername getpgid getpgrp " +
  "getpid getppid getpriority getprotobyname getprotobynumber getprotoent getpwent getpwnam getpwnam_r getpwuid getpwuid_r getrandom getrlimit getrusage " +
  "gets_s getservbyname getservbyport getservent getsid getsockname getsockopt getsubopt gettimeofday getuid getutxent getutxid getutxline glob globfree " +
  "gmtime_r gnu_get_libc_version grantpt hcreate hdestroy hsearch htonl htons iconv iconv_close iconv_open if_freenameindex if_indextoname if_nameindex " +
  "if_nametoindex in6addr_any in6addr_loopback inet_addr inet_lnaof inet_makeaddr inet_netof inet_network inet_ntoa inet_ntop inet_pton initstate insque " +
  "isalnum_l isalpha_l isascii isatty isblank_l iscntrl_l isdigit_l isgraph_l islower_l isprint_l ispunct_l isspace_l isupper_l iswalnum_l iswalpha_l " +
  "iswblank_l iswcntrl_l iswctype_l iswdigit_l iswgraph_l iswlower_l iswprint_l iswpunct_l iswspace_l iswupper_l iswxdigit_l isxdigit_l jrand48 kill " +
  "killpg l64a lchown lcong48 lfind link linkat lio_listio listen localtime_r lockf login logout lrand48 lsearch lseek lstat matherr mbsnrtowcs memalign " +
  "memccpy memmem memrchr mkdir mkdirat mkdtemp mkfifo mkfifoat mknod mknodat mkostemp mkostemps mkstemp mkstemps mktemp mlock mlockall mmap mprotect " +
  "mq_close mq_getattr mq_notify mq_open mq_receive mq_send mq_setattr mq_timedreceive mq_timedsend mq_unlink mrand48 msgctl msgget msgrcv msgsnd msync " +
  "munlock munlockall munmap nanosleep newlocale nftw nice nl_langinfo nl_langinfo_l nrand48 ntohl ntohs open_wmemstream openat opendir openlog optarg " +
  "opterr optind optopt pathconf pause pipe pipe2 poll posix_fadvise posix_fallocate posix_madvise posix_memalign posix_openpt posix_spawn " +
  "posix_spawn_file_actions_addclose posix_spawn_file_actions_adddup2 posix_spawn_file_actions_addopen posix_spawn_file_actions_destroy " +
  "posix_spawn_file_actions_init posix_spawnattr_destroy posix_spawnattr_getflags posix_spawnattr_getpgroup posix_spawnattr_getschedparam " +
  "posix_spawnattr_getschedpolicy posix_spawnattr_getsigdefault posix_spawnattr_getsigmask posix_spawnattr_init posix_spawnattr_setflags " +
  "posix_spawnattr_setpgroup posix_spawnattr_setschedparam posix_spawnattr_setschedpolicy posix_spawnattr_setsigdefault posix_spawnattr_setsigmask " +
  "posix_spawnp ppoll pread pselect psiginfo psignal pthread_atfork pthread_attr_destroy pthread_attr_getdetachstate pthread_attr_getguardsize " +
  "pthread_attr_getinheritsched pthread_attr_getschedparam pthread_attr_getschedpolicy pthread_attr_getscope pthread_attr_getstack " +
  "pthread_attr_getstackaddr pthread_attr_getstacksize pthread_attr_init pthread_attr_setdetachstate pthread_attr_setguardsize " +
  "pthread_attr_setinheritsched pthread_attr_setschedparam pthread_attr_setschedpolicy pthread_attr_setscope pthread_attr_setstack " +
  "pthread_attr_setstackaddr pthread_attr_setstacksize pthread_barrier_destroy pthread_barrier_init pthread_barrier_wait pthread_barrierattr_destroy " +
  "pthread_barrierattr_getpshared pthread_barrierattr_init pthread_barrierattr_setpshared pthread_cancel pthread_cond_broadcast pthread_cond_destroy " +
  "pthread_cond_init pthread_cond_signal pthread_cond_timedwait pthread_cond_wait pthread_condattr_destroy pthread_condattr_getclock " +
  "pthread_condattr_getpshared pthread_condattr_init pthread_condattr_setclock pthread_condattr_setpshared pthread_create pthread_detach pthread_equal " +
  "pthread_exit pthread_getconcurrency pthread_getcpuclockid pthread_getschedparam pthread_getspecific pthread_join pthread_key_create pthread_key_delete " +
  "pthread_kill pthread_mutex_consistent pthread_mutex_destroy pthread_mutex_getprioceiling pthread_mutex_init pthread_mutex_lock " +
  "pthread_mutex_setprioceiling pthread_mutex_timedlock pthread_mutex_trylock pthread_mutex_unlock pthread_mutexattr_destroy " +
  "pthread_mutexattr_getprioceiling pthread_mutexattr_getprotocol pthread_mutexattr_getpshared pthread_mutexattr_getrobust pthread_mutexattr_gettype " +
  "pthread_mutexattr_init pthread_mutexattr_setprioceiling pthread_mutexattr_setprotocol pthread_mutexattr_setpshared pthread_mutexattr_setrobust " +
  "pthread_mutexattr_settype pthread_once pthread_rwlock_destroy pthread_rwlock_init pthread_rwlock_rdlock pthread_rwlock_timedrdlock " +
  "pthread_rwlock_timedwrlock pthread_rwlock_tryrdlock pthread_rwlock_trywrlock pthread_rwlock_unlock pthread_rwlock_wrlock pthread_rwlockattr_destroy " +
  "pthread_rwlockattr_getkind_np pthread_rwlockattr_getpshared pthread_rwlockattr_init pthread_rwlockattr_setkind_np pthread_rwlockattr_setpshared " +
  "pthread_self pthread_setcancelstate pthread_setcanceltype pthread_setconcurrency pthread_setschedparam pthread_setschedprio pthread_setspecific " +
  "pthread_sigmask pthread_spin_destroy pthread_spin_init pthread_spin_lock pthread_spin_trylock pthread_spin_unlock pthread_testcancel ptsname " +
  "putc_unlocked putchar_unlocked putenv pututxline pvalloc pwrite qsort_r rand_r random random_r rawmemchr re_syntax_options readdir readdir_r readlink " +
  "readlinkat readv reallocarray realpath recv recvfrom recvmsg regcomp regerror regexec regfree remque rewinddir rmdir sbrk scandir " +
  "sched_get_priority_max sched_get_priority_min sched_getparam sched_getscheduler sched_rr_get_interval sched_setparam sched_setscheduler sched_yield " +
  "secure_getenv seed48 seekdir select sem_close sem_destroy sem_getvalue sem_init sem_open sem_post sem_timedwait sem_trywait sem_unlink sem_wait semctl " +
  "semget semop send sendmsg sendto setegid setenv seteuid setgid setgrent sethostent sethostname setitimer setlogmask setnetent setpgid setpgrp " +
  "setpriority setprotoent setpwent setregid setreuid setrlimit setservent setsid setsockopt setstate setuid setutxent shm_open shm_unlink shmat shmctl " +
  "shmdt shmget shutdown sigaction sigaddset sigaltstack sigdelset sigemptyset sigfillset sighold sigignore siginterrupt sigismember siglongjmp signgam " +
  "sigpause sigpending sigprocmask sigqueue sigrelse sigset sigsuspend sigtimedwait sigwait sigwaitinfo sleep sockatmark socket socketpair srand48 " +
  "srandom srandom_r stat statvfs stime stpcpy stpncpy strcasecmp strcasecmp_l strcasestr strchrnul strcoll_l strdup strerror_l strerror_r strfmon " +
  "strfmon_l strftime_l strlcat strlcpy strncasecmp strncasecmp_l strndup strnlen strptime strsep strsignal strtok_r strverscmp strxfrm_l swab symlink " +
  "symlinkat sync sysconf syslog tcdrain tcflow tcflush tcgetattr tcgetpgrp tcgetsid tcsendbreak tcsetattr tcsetpgrp tdelete telldir tfind timegm " +
  "timelocal timer_create timer_delete timer_getoverrun timer_gettime timer_settime times timezone tmpnam_r toascii tolower_l toupper_l towctrans_l " +
  "towlower_l towupper_l truncate tsearch ttyname ttyname_r twalk tzname tzset ulimit umask uname unlink unlinkat unlockpt unsetenv uselocale utime " +
  "utimensat utimes valloc vasprintf verr verrx vfork vwarn vwarnx wait waitid waitpid warn warnx wcpcpy wcpncpy wcscasecmp wcscasecmp_l wcscoll_l wcsdup " +
  "wcsncasecmp wcsncasecmp_l wcsnlen wcsnrtombs wcswcs wcswidth wcsxfrm_l wctrans_l wctype_l wcwidth wordexp wordfree writev"
).split(" ");

/** What headers define for the preprocessor, but for the families of `MACRO_FAMILIES`. */
export const MACROS: readonly string[] = (
  "AIO_ALLDONE AIO_CANCELED AIO_NOTCANCELED AIO_PRIO_DELTA_MAX ALT_DIGITS AM_STR AREGTYPE B0 B1000000 B110 B115200 B1152000 B1200 B134 B150 B1500000 " +
  "B1800 B19200 B200 B2000000 B230400 B2400 B2500000 B300 B3000000 B3500000 B38400 B4000000 B460800 B4800 B50 B500000 B57600 B576000 B600 B75 B921600 " +
  "B9600 BC_BASE_MAX BC_DIM_MAX BC_SCALE_MAX BC_STRING_MAX BLKTYPE BOOT_TIME BRKINT BS0 BS1 BSDLY BUFSIZ CHARCLASS_NAME_MAX CHAR_BIT CHAR_MAX CHAR_MIN " +
  "CHRTYPE CLOCAL CLOCKS_PER_SEC CMPLX CMPLXF CMPLXL CODESET COLL_WEIGHTS_MAX CONTTYPE CR0 CR1 CR2 CR3 CRDLY CREAD CRNCYSTR CS5 CS6 CS7 CS8 CSIZE CSTOPB " +
  "DEAD_PROCESS DECIMAL_DIG DELAYTIMER_MAX DIRTYPE D_FMT D_T_FMT ERA_D_FMT ERA_D_T_FMT ERA_T_FMT EXIT_FAILURE EXIT_SUCCESS EXPR_NEST_MAX FF0 FF1 FFDLY " +
  "FIFOTYPE FILENAME_MAX FOPEN_MAX GETALL GETNCNT GETPID GETVAL GETZCNT HOST_NAME_MAX HUGE_VAL HUGE_VALF HUGE_VALL HUPCL I ICANON ICRNL IEXTEN " +
  "IF_NAMESIZE IGNBRK IGNCR IGNPAR IMAXBEL IN6ADDR_ANY_INIT IN6ADDR_LOOPBACK_INIT IN6_ARE_ADDR_EQUAL IN6_IS_ADDR_LINKLOCAL IN6_IS_ADDR_LOOPBACK " +
  "IN6_IS_ADDR_MC_GLOBAL IN6_IS_ADDR_MC_LINKLOCAL IN6_IS_ADDR_MC_NODELOCAL IN6_IS_ADDR_MC_ORGLOCAL IN6_IS_ADDR_MC_SITELOCAL IN6_IS_ADDR_MULTICAST " +
  "IN6_IS_ADDR_SITELOCAL IN6_IS_ADDR_UNSPECIFIED IN6_IS_ADDR_V4COMPAT IN6_IS_ADDR_V4MAPPED INET6_ADDRSTRLEN INET_ADDRSTRLEN INFINITY INIT_PROCESS INLCR " +
  "INPCK IOV_MAX IPPORT_RESERVED IPV6_2292DSTOPTS IPV6_2292HOPLIMIT IPV6_2292HOPOPTS IPV6_2292PKTINFO IPV6_2292PKTOPTIONS IPV6_2292RTHDR IPV6_ADDRFORM " +
  "IPV6_ADDR_PREFERENCES IPV6_ADD_MEMBERSHIP IPV6_AUTHHDR IPV6_AUTOFLOWLABEL IPV6_CHECKSUM IPV6_DONTFRAG IPV6_DROP_MEMBERSHIP IPV6_DSTOPTS IPV6_FREEBIND " +
  "IPV6_HDRINCL IPV6_HOPLIMIT IPV6_HOPOPTS IPV6_IPSEC_POLICY IPV6_JOIN_ANYCAST IPV6_JOIN_GROUP IPV6_LEAVE_ANYCAST IPV6_LEAVE_GROUP IPV6_MINHOPCOUNT " +
  "IPV6_MTU IPV6_MTU_DISCOVER IPV6_MULTICAST_ALL IPV6_MULTICAST_HOPS IPV6_MULTICAST_IF IPV6_MULTICAST_LOOP IPV6_NEXTHOP IPV6_ORIGDSTADDR IPV6_PATHMTU " +
  "IPV6_PKTINFO IPV6_PMTUDISC_DO IPV6_PMTUDISC_DONT IPV6_PMTUDISC_INTERFACE IPV6_PMTUDISC_OMIT IPV6_PMTUDISC_PROBE IPV6_PMTUDISC_WANT IPV6_RECVDSTOPTS " +
  "IPV6_RECVERR IPV6_RECVERR_RFC4884 IPV6_RECVFRAGSIZE IPV6_RECVHOPLIMIT IPV6_RECVHOPOPTS IPV6_RECVORIGDSTADDR IPV6_RECVPATHMTU IPV6_RECVPKTINFO " +
  "IPV6_RECVRTHDR IPV6_RECVTCLASS IPV6_ROUTER_ALERT IPV6_ROUTER_ALERT_ISOLATE IPV6_RTHDR IPV6_RTHDRDSTOPTS IPV6_RTHDR_LOOSE IPV6_RTHDR_STRICT " +
  "IPV6_RTHDR_TYPE_0 IPV6_RXDSTOPTS IPV6_RXHOPOPTS IPV6_TCLASS IPV6_TRANSPARENT IPV6_UNICAST_HOPS IPV6_UNICAST_IF IPV6_V6ONLY IPV6_XFRM_POLICY ISIG " +
  "ISTRIP ITIMER_PROF ITIMER_REAL ITIMER_VIRTUAL IUCLC IUTF8 IXANY IXOFF IXON LINE_MAX LLONG_MAX LLONG_MIN LNKTYPE LOGIN_NAME_MAX LOGIN_PROCESS LONG_BIT " +
  "LONG_MAX LONG_MIN MAGIC MAP_FAILED MAP_FIXED MAP_PRIVATE MAP_SHARED MATH_ERREXCEPT MATH_ERRNO MAXFLOAT MAX_CANON MAX_INPUT MB_CUR_MAX MB_LEN_MAX " +
  "MCL_CURRENT MCL_FUTURE MCL_ONFAULT MINSIGSTKSZ MQ_PRIO_MAX MS_ASYNC MS_INVALIDATE MS_SYNC NAME_MAX NAN NCCS NEW_TIME NGROUPS_MAX NL0 NL1 NLDLY NOEXPR " +
  "NOFLSH NULL NZERO OCRNL OFDEL OFILL OLCUC OLD_TIME ONCE_FLAG_INIT ONLCR ONLRET ONOCR OPOST PARENB PARMRK PARODD PATH_MAX PIPE_BUF PM_STR POLLERR " +
  "POLLHUP POLLIN POLLNVAL POLLOUT POLLPRI POLLRDBAND POLLRDNORM POLLWRBAND POLLWRNORM PTRDIFF_MAX PTRDIFF_MIN RADIXCHAR RAND_MAX REGTYPE RE_DUP_MAX " +
  "RLIM_INFINITY RLIM_NLIMITS RLIM_SAVED_CUR RLIM_SAVED_MAX RTSIG_MAX RUSAGE_CHILDREN RUSAGE_SELF R_OK SCHAR_MAX SCHAR_MIN SCHED_FIFO SCHED_OTHER " +
  "SCHED_RR SCM_RIGHTS SCM_SRCRT SEEK_CUR SEEK_END SEEK_SET SEM_FAILED SEM_UNDO SEM_VALUE_MAX SETALL SETVAL SHMLBA SHRT_MAX SHRT_MIN SHUT_RD SHUT_RDWR " +
  "SHUT_WR SIZE_MAX SOMAXCONN SSIZE_MAX SS_DISABLE SS_ONSTACK STDERR_FILENO STDIN_FILENO STDOUT_FILENO ST_NOSUID ST_RDONLY SYMTYPE TAB0 TAB1 TAB2 TAB3 " +
  "TABDLY TCIFLUSH TCIOFF TCIOFLUSH TCION TCOFLUSH TCOOFF TCOON TCSADRAIN TCSAFLUSH TCSANOW TGEXEC TGREAD TGWRITE THOUSEP TIMER_ABSTIME TIME_UTC TMAGIC " +
  "TMAGLEN TMP_MAX TOEXEC TOREAD TOSTOP TOWRITE TSGID TSS_DTOR_ITERATIONS TSUID TSVTX TTY_NAME_MAX TUEXEC TUREAD TUWRITE TVERSION TVERSLEN T_FMT " +
  "T_FMT_AMPM UCHAR_MAX UIO_MAXIOV ULLONG_MAX ULONG_MAX UL_GETFSIZE UL_SETFSIZE USER_PROCESS USHRT_MAX UTIME_NOW UTIME_OMIT VDISCARD VEOF VEOL VEOL2 " +
  "VERASE VINTR VKILL VLNEXT VMIN VQUIT VREPRINT VSTART VSTOP VSUSP VSWTC VT0 VT1 VTDLY VTIME VWERASE WCHAR_MAX WCHAR_MIN WCONTINUED WEOF WEXITED " +
  "WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WINT_MAX WINT_MIN WNOHANG WNOWAIT WORD_BIT WSTOPPED WSTOPSIG WTERMSIG WUNTRACED W_OK " +
  "XATTR_LIST_MAX XATTR_NAME_MAX XATTR_SIZE_MAX X_OK YESEXPR AF_DECnet L_ctermid L_tmpnam PF_DECnet P_tmpdir and and_eq basename bitand bitor bool compl " +
  "complex d_fileno errno false isalnum_l isalpha_l isascii isblank_l iscntrl_l isdigit_l isgraph_l islower_l isprint_l ispunct_l isspace_l isupper_l " +
  "isxdigit_l not not_eq or or_eq pthread_cleanup_pop pthread_cleanup_push s6_addr sa_handler sa_sigaction sched_priority si_addr si_addr_lsb si_arch " +
  "si_band si_call_addr si_fd si_int si_lower si_overrun si_pid si_pkey si_ptr si_status si_stime si_syscall si_timerid si_uid si_upper si_utime si_value " +
  "sigev_notify_attributes sigev_notify_function sigsetjmp st_atime st_ctime st_mtime static_assert thread_local toascii true xor xor_eq"
).split(" ");

/** C17 7.31 and POSIX.1-2017, 2.2.2: beginnings of names that headers define and may yet define, each before a capital or a digit. */
export const MACRO_FAMILIES: readonly string[] = (
  "ABDAY_ ABMON_ AF_ AI_ ATOMIC_ AT_ BUS_ CLD_ CLOCK_ CMSG_ C_ DAY_ DBL_ EAI_ FD_ FE_ FLT_ FNM_ FPE_ FP_ FTW_ F_ GLOB_ ILL_ INADDR_ INT_ IN_ IPC_ " +
  "IPPROTO_ IP_ LC_ LDBL_ LIO_ LOG_ MM_ MON_ MSG_ M_ NI_ NL_ O_ PF_ POLL_ POSIX_ PRIO_ PROT_ PTHREAD_ REG_ RLIMIT_ RTLD_ SA_ SEGV_ SHM_ SIG_ SI_ SOCK_ " +
  "SOL_ SO_ S_ TCP_ TRAP_ UINT_"
).split(" ");
