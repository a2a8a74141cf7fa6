// Tries what a container must not be able to do, one line for each attempt: `NAME=OK` when the kernel lets it, else `NAME=` and the error.
// The last lines name what worked, and what was refused only after the kernel had looked at it; with either the exit code is 1.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char gained[4096], reached[4096];

static void note(char *list, const char *name) {
  strcat(list, " ");
  strcat(list, name);
}

static void say(const char *name, long result) {
  if (result >= 0) note(gained, name);
  // What the filter closes gives one of these two.
  else if (errno != EPERM && errno != ENOSYS) note(reached, name);
  printf("%s=%s\n", name, result >= 0 ? "OK" : strerrorname_np(errno));
  fflush(stdout);
}

// A child may end by a signal or turn into something else; what it says is in its exit code: 0, or the error.
static void in_child(const char *name, long (*attempt)(void)) {
  pid_t pid = fork();
  if (pid == 0) {
    long result = attempt();
    _exit(result >= 0 ? 0 : errno);
  }
  int status = 0;
  if (pid < 0 || waitpid(pid, &status, 0) < 0) { say(name, -1); return; }
  if (WIFSIGNALED(status)) {
    note(reached, name);
    printf("%s=SIG%d\n", name, WTERMSIG(status));
    return;
  }
  errno = WEXITSTATUS(status);
  say(name, errno == 0 ? 0 : -1);
}

static long run_from_memory(void) {
  int file = syscall(SYS_memfd_create, "x", 0);
  if (file < 0) return -1;
  int program = open("/proc/self/exe", O_RDONLY);
  char block[65536];
  ssize_t size;
  while ((size = read(program, block, sizeof block)) > 0)
    if (write(file, block, size) != size) return -1;
  char *const words[] = {"probe", "nothing", NULL};
  char *const environment[] = {NULL};
  return syscall(SYS_execveat, file, "", words, environment, AT_EMPTY_PATH);
}

static long trace_parent(void) {
  long result = ptrace(PTRACE_ATTACH, getppid(), 0, 0);
  if (result >= 0) {
    waitpid(getppid(), NULL, __WALL);
    ptrace(PTRACE_DETACH, getppid(), 0, 0);
  }
  return result;
}

static long become_root(void) { return setresuid(0, 0, 0); }
static long raw_clone(unsigned long flags) {
  long pid = syscall(SYS_clone, flags | SIGCHLD, 0, 0, 0, 0);
  if (pid == 0) _exit(0);
  return pid;
}
static long clone_user(void) { return raw_clone(CLONE_NEWUSER); }
static long clone_network(void) { return raw_clone(CLONE_NEWNET | CLONE_NEWUSER); }
static long clone3_user(void) {
  struct { unsigned long long flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls; } words = {.flags = CLONE_NEWUSER, .exit_signal = SIGCHLD};
  long pid = syscall(SYS_clone3, &words, sizeof words);
  if (pid == 0) _exit(0);
  return pid;
}
static long unshare_user(void) { return unshare(CLONE_NEWUSER); }
static long read_other(void) {
  char byte;
  struct iovec here = {&byte, 1}, there = {&byte, 1};
  return process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}
static long watch_faults(void) { return syscall(SYS_userfaultfd, 0); }
static long measure(void) {
  struct perf_event_attr what = {.type = PERF_TYPE_SOFTWARE, .size = sizeof what, .config = PERF_COUNT_SW_CPU_CLOCK};
  return syscall(SYS_perf_event_open, &what, 0, -1, -1, 0);
}
static long load_map(void) {
  union bpf_attr map = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
  return syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);
}
static long open_handle(void) {
  struct { struct file_handle head; char bytes[8]; } handle = {.head = {.handle_bytes = 8, .handle_type = 1}, .bytes = {2}};
  return open_by_handle_at(open("/etc", O_RDONLY), &handle.head, O_RDONLY);
}

#ifdef __x86_64__
// The 32-bit way into the kernel has other numbers, which a filter must know as well.
static long by_interrupt(long number, long a, long b, long c) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(a), "c"(b), "d"(c) : "memory", "r8", "r9", "r10", "r11");
  result = (int)result;
  if (result < 0 && result > -4096) { errno = -result; return -1; }
  return result;
}
static long trace_by_interrupt(void) { return by_interrupt(26, PTRACE_TRACEME, 0, 0); }
static long unshare_by_interrupt(void) { return by_interrupt(310, CLONE_NEWUSER, 0, 0); }
static long vsock_by_interrupt(void) { return by_interrupt(359, AF_VSOCK, SOCK_STREAM, 0); }
static long ring_by_interrupt(void) { return by_interrupt(425, 1, 0, 0); }
static long trace_by_x32(void) { return syscall(0x40000000 + 521, PTRACE_TRACEME, 0, 0); }
#endif

int main(int count, char **words) {
  // Started again from memory: that it runs is the answer.
  if (count > 1) return words[1][0] == 'n' ? 0 : 1;
  char ring[256] = {0};
  in_child("exec-from-memory", run_from_memory);
  in_child("ptrace", trace_parent);
  if (getuid() != 0) in_child("setresuid", become_root);
  in_child("clone-user", clone_user);
  in_child("clone-network", clone_network);
  in_child("clone3-user", clone3_user);
  in_child("unshare-user", unshare_user);
  in_child("process-vm-readv", read_other);
  in_child("userfaultfd", watch_faults);
  in_child("perf", measure);
  in_child("bpf", load_map);
  in_child("open-by-handle", open_handle);
  say("io-uring", syscall(SYS_io_uring_setup, 1, ring));
  say("socket-packet", socket(AF_PACKET, SOCK_RAW, 0));
  say("socket-raw", socket(AF_INET, SOCK_RAW, 1));
  say("socket-vsock", socket(AF_VSOCK, SOCK_STREAM, 0));
  say("socket-alg", socket(AF_ALG, SOCK_SEQPACKET, 0));
  say("keyctl", syscall(SYS_keyctl, 1, "ring", 0, 0, 0));
  say("add-key", syscall(SYS_add_key, "user", "key", "x", 1, -2));
  say("mount", mount("tmpfs", "/tmp", "tmpfs", 0, ""));
  say("pivot-root", syscall(SYS_pivot_root, "/", "/tmp"));
  say("setns", setns(open("/proc/1/ns/mnt", O_RDONLY), 0));
  say("mknod-disk", mknod("/tmp/disk", S_IFBLK | 0600, makedev(8, 0)));
  say("mknod-null", mknod("/tmp/null", S_IFCHR | 0600, makedev(1, 3)));
  say("chroot", chroot("/tmp"));
  say("init-module", syscall(SYS_init_module, ring, sizeof ring, ""));
  say("kexec", syscall(SYS_kexec_load, 0, 0, 0, 0));
  say("reboot", syscall(SYS_reboot, 0xfee1dead, 672274793, 0, 0));
  say("personality", syscall(SYS_personality, 0x0040000));
  say("vhangup", syscall(SYS_vhangup));
  say("acct", syscall(SYS_acct, "/tmp/acct"));
  say("swapon", syscall(SYS_swapon, "/tmp/swap", 0));
  say("syslog", syscall(SYS_syslog, 3, ring, sizeof ring));
#ifdef __x86_64__
  in_child("ptrace-by-int80", trace_by_interrupt);
  in_child("unshare-by-int80", unshare_by_interrupt);
  in_child("vsock-by-int80", vsock_by_interrupt);
  in_child("io-uring-by-int80", ring_by_interrupt);
  in_child("ptrace-by-x32", trace_by_x32);
  say("modify-ldt", syscall(SYS_modify_ldt, 0, ring, sizeof ring));
  say("iopl", syscall(SYS_iopl, 3));
#endif
  printf("gained:%s\nreached:%s\n", gained, reached);
  return gained[0] == 0 && reached[0] == 0 ? 0 : 1;
}
