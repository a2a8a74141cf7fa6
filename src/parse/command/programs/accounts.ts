// Options of programs that make accounts, set passwords and give rights.

export const ACCOUNT_PROGRAMS: Readonly<Record<string, string>> = {
  useradd:
    'b|base-dir: c|comment: d|home-dir|home: D|defaults e|expiredate: f|inactive: F|add-subids-for-system g|gid: G|groups: k|skel: K|key: l|no-log-init m|create-home M|no-create-home N|no-user-group o|non-unique p|password: r|system R|root: P|prefix: s|shell: u|uid: U|user-group Z|selinux-user: badname h|help',
  usermod:
    'a|append b|badname c|comment: d|home: e|expiredate: f|inactive: g|gid: G|groups: l|login: L|lock m|move-home o|non-unique p|password: r|remove R|root: P|prefix: s|shell: u|uid: U|unlock v|add-subuids: V|del-subuids: w|add-subgids: W|del-subgids: Z|selinux-user:',
  userdel: 'f|force r|remove R|root: P|prefix: Z|selinux-user h|help',
  adduser:
    'home: h: shell: s: g|gecos|comment: G|ingroup: gid: u|uid: D|disabled-password disabled-login no-create-home|H system S allow-all-names allow-badname|force-badname conf: firstuid: lastuid: firstgid: lastgid: group add_extra_groups add-extra-groups quiet|q verbose debug k: encrypt-home',
  addgroup: 'g|gid: S|system allow-badname|force-badname conf: firstgid: lastgid: quiet|q debug group',
  groupadd: 'f|force g|gid: K|key: o|non-unique p|password: r|system R|root: P|prefix: U|users: h|help',
  groupmod: 'a|append g|gid: n|new-name: o|non-unique p|password: R|root: P|prefix: U|users:',
  gpasswd: 'a|add: d|delete: Q|root: r|remove-password R|restrict A|administrators: M|members:',
  passwd:
    'a|all d|delete e|expire h|help i|inactive: k|keep-tokens l|lock m n|mindays: q|quiet r|repository: R|root: P|prefix: S|status s|stdin u|unlock w|warndays: x|maxdays:',
  chpasswd: 'c|crypt-method: e|encrypted m|md5 R|root: P|prefix: s|sha-rounds: h|help',
  chsh: 's|shell: R|root: l|list-shells h|help',
  chage: 'd|lastday: E|expiredate: I|inactive: l|list m|mindays: M|maxdays: R|root: W|warndays: i|iso8601',
  setcap: '@exact q v n: r f h',
  getcap: '@exact r n v h',
  capsh:
    '@exact print drop: caps: user: uid: gid: groups: secbits: inh: addamb: chroot: keep: decode: supports: noamb delamb:',
  crontab: '@exact u: l r e i s n: c T:',
  visudo: 'c|check f|file: q|quiet s|strict x|export: O|owner P|perms V|version h|help',
};
