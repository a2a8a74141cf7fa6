// Options of package managers.

const APT =
  '@sub @exact y|yes|assume-yes q|quiet? d|download-only f|fix-broken m|fix-missing|ignore-missing s|simulate|dry-run|just-print u|show-upgraded V|verbose-versions b|build|compile a|host-architecture: P|build-profiles: t|default-release|target-release: c|config-file: o|option: h|help v|version no-install-recommends install-recommends no-install-suggests install-suggests allow-unauthenticated allow-insecure-repositories allow-releaseinfo-change? allow-downgrades allow-remove-essential allow-change-held-packages force-yes no-remove no-upgrade only-upgrade reinstall purge auto-remove|autoremove fix-policy print-uris trivial-only list-cleanup no-download with-new-pkgs solver: only-source update';

const DNF =
  '@sub @exact y|assumeyes q|quiet v|verbose d|debuglevel: e|errorlevel: R|randomwait: c|config: C|cacheonly x|exclude|excludepkgs: b|best 4 6 setopt: installroot: releasever: repo|repoid: enablerepo: disablerepo: repofrompath: nogpgcheck no-gpgchecks nodocs allowerasing nobest skip-broken refresh downloadonly downloaddir|destdir: advisory: forcearch: disableexcludes: disableplugin: enableplugin: noplugins color: comment: obsoletes security bugfix rpmverbosity: h|help version noautoremove setopt: add-repo: save';

const PIP =
  '@sub r|requirement: c|constraint: no-deps pre e|editable: dry-run t|target: platform: python-version: implementation: abi: user root: prefix: src: U|upgrade upgrade-strategy: force-reinstall I|ignore-installed ignore-requires-python no-build-isolation use-pep517 check-build-dependencies break-system-packages C|config-settings: global-option: compile no-compile no-warn-script-location no-warn-conflicts no-binary: only-binary: prefer-binary require-hashes progress-bar: root-user-action: report: no-clean i|index-url|pypi-url: extra-index-url: no-index f|find-links: isolated require-virtualenv python: v|verbose V|version q|quiet log: no-input keyring-provider: proxy: retries: timeout: exists-action: trusted-host: cert: client-cert: cache-dir: no-cache-dir no-cache disable-pip-version-check no-color no-python-version-warning use-feature: use-deprecated: h|help w|wheel-dir: d|dest: y|yes system allow-insecure-host: native-tls p index: default-index: overrides: with: group: extra: all-extras';

const NPM =
  '@sub @exact g|global save S|save|save-prod D|save-dev O|save-optional E|save-exact P|prod production omit: include: registry: strict-ssl? cafile: ca: userconfig: globalconfig: prefix: C|dir: cache: loglevel: s|silent q|quiet d f|force y|yes w|workspace: ws|workspaces no-save no-audit no-fund no-optional ignore-scripts legacy-peer-deps L|location: json prefer-offline offline unsafe-perm? only: tag: otp: scope: package: c|call: node-linker: frozen-lockfile store-dir: filter: network-timeout: cwd: cache-folder: modules-folder: non-interactive';

export const PACKAGE_PROGRAMS: Readonly<Record<string, string>> = {
  apt: APT,
  'apt-get': APT,
  'apt-cache': APT,
  aptitude: APT,
  'apt-key': '@sub keyring: fake-signed-by:',
  'apt-key adv':
    'keyserver: keyserver-options: recv-keys|recv recv-key fetch-keys homedir: batch no-tty q|quiet keyring: import refresh-keys',
  'add-apt-repository':
    'y|yes m|massive-debug r|remove s|enable-source c|component: p|pocket: n|no-update u|update k|keyserver: S|sourceslist: U|uri: P|ppa: C|cloud:',
  dpkg: 'i|install unpack configure a|pending r|remove P|purge b|build c|contents e|control x|extract X|vextract f|field I|info l|list s|status L|listfiles S|search V|verify print-architecture add-architecture remove-architecture get-selections set-selections clear-selections root: instdir: admindir: force-all force-depends force-confold force-confdef force-overwrite no-force-all R|recursive E|skip-same-version G|refuse-downgrade B O|selected-only',
  'dpkg-deb': 'b|build c|contents e|control x|extract X|vextract f|field I|info R|raw-extract fsys-tarfile',
  apk: '@sub p|root: X|repository: q|quiet v|verbose i|interactive V|version f|force force-binary-stdout force-broken-world force-missing-repositories force-non-repository force-old-apk force-overwrite force-refresh U|update-cache progress progress-fd: no-progress purge allow-untrusted wait: keys-dir: repositories-file: no-network no-cache cache-dir: cache-max-age: arch: print-arch no-interactive timeout: root: t|virtual: u|upgrade l|latest initdb no-chown no-scripts no-commit-hooks s|simulate clean-protected overlay-from-stdin r|rdepends a|available a|all c|check',
  dnf: DNF,
  dnf5: DNF,
  yum: DNF,
  microdnf: DNF,
  tdnf: DNF,
  'yum-config-manager': DNF.replace('@sub ', ''),
  rpm: 'i|install U|upgrade F|freshen e|erase q|query V|verify K|checksig import initdb rebuilddb v|verbose h|hash a|all f|file l|list i|info p|package c|configfiles d|docfiles changelog queryformat|qf: D|define: E|eval: nodeps nosignature nodigest noverify nofiledigest noscripts notriggers excludedocs force ignorearch ignoreos replacefiles replacepkgs oldpackage percent prefix: relocate: r|root: dbpath: rcfile: test justdb quiet',
  zypper:
    '@sub n|non-interactive q|quiet v|verbose no-gpg-checks gpg-auto-import-keys R|root: D|reposd-dir: C|cache-dir: raw-cache-dir: solv-cache-dir: pkg-cache-dir: c|config: p|plus-repo: plus-content: no-refresh no-cd no-remote releasever: ignore-unknown userdata: non-interactive-include-reboot-patches installroot: x|xmlout',
  'zypper install':
    'from: r|repo: t|type: n|name C|capability f|force oldpackage force-resolution no-force-resolution y|no-confirm l|auto-agree-with-licenses auto-agree-with-product-licenses no-recommends recommends dry-run download: d|download-only allow-unsigned-rpm no-gpg-checks replacefiles allow-downgrade allow-name-change allow-arch-change allow-vendor-change details',
  'zypper in': '=zypper install',
  'zypper addrepo':
    'r|repo: c|check C|no-check d|disable n|name: e|enabled k|keep-packages K|no-keep-packages f|refresh p|priority: g|gpgcheck gpgcheck-strict gpgcheck-allow-unsigned gpgcheck-allow-unsigned-repo gpgcheck-allow-unsigned-package G|no-gpgcheck default-gpgcheck t|type:',
  'zypper ar': '=zypper addrepo',
  pacman:
    'S|sync R|remove Q|query U|upgrade D|database F|files T|deptest V|version h|help y|refresh u|sysupgrade w|downloadonly s|search c|clean g|groups i|info l|list q|quiet n|nosave d|nodeps v|verbose b|dbpath: r|root: arch: cachedir: color: config: gpgdir: hookdir: logfile: noconfirm confirm needed overwrite: asdeps asexplicit ignore: ignoregroup: noprogressbar noscriptlet disable-download-timeout',
  pip: PIP,
  pipx: PIP,
  uv: PIP,
  poetry: '@sub q|quiet v|verbose n|no-interaction no-ansi C|directory: P|project: only: without: with: no-root no-dev',
  npm: NPM,
  pnpm: NPM,
  yarn: NPM,
  bun: NPM,
  gem: '@sub v|version: i|install-dir: n|bindir: N|no-document no-ri no-rdoc document? E|env-shebang f|force w|wrappers P|trust-policy: ignore-dependencies r|remote l|local b|both B|bulk-threshold: clear-sources s|source: p|http-proxy? user-install conservative minimal-deps post-install-message g|file? without: platform: pre|prerelease q|quiet V|verbose config-file: backtrace debug norc',
  bundle:
    '@sub j|jobs: path: without: with: deployment frozen gemfile: retry: local system quiet clean force full-index',
  go: '@sub @single',
  'go install':
    '@single a n p: race v work x asmflags: buildmode: compiler: gcflags: ldflags: mod: modfile: overlay: tags: trimpath insecure',
  'go get': '@single d t u insecure v x tags: mod:',
  'go build':
    '@single o: a n p: race v work x asmflags: buildmode: compiler: gcflags: ldflags: mod: modfile: tags: trimpath',
  cargo:
    '@sub @exact version|vers: git: branch: tag: rev: path: root: locked frozen offline f|force features|F: all-features no-default-features p|package: bin: bins target: release j|jobs: registry: index: q|quiet v|verbose',
  composer:
    '@sub no-dev no-interaction n no-scripts no-plugins o|optimize-autoloader prefer-dist prefer-source d|working-dir: ignore-platform-reqs ignore-platform-req: no-progress',
  conda: '@sub y|yes n|name: p|prefix: c|channel: file: q|quiet override-channels insecure|k offline',
  mamba: '=conda',
  micromamba: '=conda',
  'update-ca-certificates': 'f|fresh v|verbose certsconf: certsdir: localcertsdir: hooksdir: etccertsdir:',
  keytool: '@sub @single alias: file: keystore: storepass: keypass: noprompt trustcacerts cacerts importcert import v',
};
