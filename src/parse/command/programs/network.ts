// Options of programs that fetch, send and connect.

const CURL_VALUED =
  'abstract-unix-socket: alt-svc: aws-sigv4: cacert: capath: E|cert: cert-type: ciphers: K|config: connect-timeout: connect-to: C|continue-at: b|cookie: c|cookie-jar: create-file-mode: crlfile: curves: d|data: data-ascii: data-binary: data-raw: data-urlencode: delegation: dns-interface: dns-ipv4-addr: dns-servers: doh-url: D|dump-header: egd-file: engine: etag-compare: etag-save: expect100-timeout: F|form: form-string: ftp-account: ftp-method: P|ftp-port: happy-eyeballs-timeout-ms: H|header: hostpubmd5: hsts: interface: ipfs-gateway: json: keepalive-time: key: key-type: krb: libcurl: limit-rate: local-port: login-options: mail-auth: mail-from: mail-rcpt: max-filesize: max-redirs: m|max-time: netrc-file: noproxy: oauth2-bearer: o|output: output-dir: parallel-max: pass: pinnedpubkey: preproxy: proto: proto-default: proto-redir: x|proxy: proxy-cacert: proxy-cert: proxy-header: proxy-key: proxy-pass: U|proxy-user: pubkey: Q|quote: random-file: r|range: rate: e|referer: X|request: request-target: resolve: retry: retry-delay: retry-max-time: service-name: socks4: socks4a: socks5: socks5-hostname: Y|speed-limit: y|speed-time: stderr: t|telnet-option: tftp-blksize: z|time-cond: tls-max: tls13-ciphers: trace: trace-ascii: trace-config: unix-socket: T|upload-file: url: url-query: u|user: A|user-agent: variable: w|write-out:';

const CURL_SWITCHES =
  'a|append compressed crlf f|fail fail-early fail-with-body false-start form-escape G|get g|globoff I|head h|help? haproxy-protocol http0.9 0|http1.0 http1.1 http2 http2-prior-knowledge http3 ignore-content-length i|include|show-headers k|insecure 4|ipv4 6|ipv6 j|junk-session-cookies l|list-only L|location location-trusted M|manual metalink n|netrc netrc-optional N|no-buffer no-keepalive no-progress-meter no-sessionid Z|parallel parallel-immediate path-as-is post301 post302 post303 progress-bar # p|proxytunnel proxy-insecure proxy-ssl-auto-client-cert q|disable raw J|remote-header-name O|remote-name remote-name-all R|remote-time remove-on-error retry-all-errors retry-connrefused sasl-ir S|show-error s|silent ssl ssl-allow-beast ssl-no-revoke ssl-reqd 2|sslv2 3|sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay 1|tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time B|use-ascii v|verbose V|version xattr anyauth basic digest negotiate ntlm cert-status create-dirs doh-insecure';

export const NETWORK_PROGRAMS: Readonly<Record<string, string>> = {
  curl: `${CURL_VALUED} ${CURL_SWITCHES}`,
  wget: 'V|version h|help b|background e|execute: o|output-file: a|append-output: d|debug q|quiet v|verbose n: no-verbose report-speed: i|input-file: F|force-html B|base: config: no-config t|tries: retry-connrefused retry-on-host-error retry-on-http-error: O|output-document: no-clobber c|continue start-pos: progress: show-progress N|timestamping S|server-response spider T|timeout: dns-timeout: connect-timeout: read-timeout: w|wait: waitretry: random-wait no-proxy Q|quota: bind-address: limit-rate: no-dns-cache restrict-file-names: 4|inet4-only 6|inet6-only prefer-family: user: password: ask-password no-iri no-directories x|force-directories no-host-directories P|directory-prefix: cut-dirs: protocol-directories default-page: E|adjust-extension http-user: http-password: no-cache ignore-length header: compression: max-redirect: proxy-user: proxy-password: referer: save-headers U|user-agent: no-http-keep-alive no-cookies load-cookies: save-cookies: keep-session-cookies post-data: post-file: method: body-data: body-file: content-disposition content-on-error auth-no-challenge secure-protocol: https-only no-check-certificate certificate: certificate-type: private-key: private-key-type: ca-certificate: ca-directory: crl-file: pinnedpubkey: random-file: ciphers: no-hsts hsts-file: ftp-user: ftp-password: no-passive-ftp r|recursive l|level: delete-after k|convert-links K|backup-converted m|mirror p|page-requisites A|accept: R|reject: D|domains: exclude-domains: follow-tags: H|span-hosts L|relative I|include-directories: X|exclude-directories: no-parent',
  wget2: '=wget',
  aria2c:
    'd|dir: o|out: x|max-connection-per-server: s|split: k|min-split-size: q|quiet? c|continue? checksum: check-certificate? allow-overwrite? j|max-concurrent-downloads: i|input-file: l|log: header: U|user-agent: all-proxy:',
  fetch: '1 4 6 A a F l M m n P p q R r s U v d H i: o: B: S: T: w: N: c: f: h: t:',
  axel: 'o|output: n|num-connections: s|max-speed: q|quiet v|verbose a|alternate k|insecure H|header: U|user-agent: T|timeout: N|no-proxy',
  http: 'j|json f|form multipart pretty: s|style: p|print: h|headers b|body v|verbose S|stream o|output: d|download c|continue session: a|auth: A|auth-type: proxy: F|follow max-redirects: timeout: check-status verify: ssl: cert: cert-key: I|ignore-stdin q|quiet',
  https: '=http',
  xh: '=http',
  xhs: '=http',
  'lwp-download': '@exact a s:',
  nc: '@exact 4 6 b C D d F h k l N n r S t U u v z c: e: I: i: M: m: O: P: p: q: s: T: V: W: w: X: x: Z: G: g: o:',
  'nc.traditional': '=nc',
  'nc.openbsd': '=nc',
  netcat: '=nc',
  ncat: '4 6 U|unixsock C|crlf c|sh-exec: e|exec: lua-exec: g: G: m|max-conns: h|help d|delay: o|output: x|hex-dump: i|idle-timeout: p|source-port: s|source: l|listen k|keep-open n|nodns t|telnet u|udp sctp v|verbose w|wait: z append-output send-only recv-only no-shutdown allow: allowfile: deny: denyfile: broker chat proxy: proxy-type: proxy-auth: proxy-dns: ssl ssl-cert: ssl-key: ssl-verify ssl-trustfile: ssl-ciphers: ssl-servername: ssl-alpn: vsock version',
  socat: '@exact @single b: t: T: d d0 d1 d2 d3 d4 D h hh l s u U v x g 4 6 lf: ls lp: lu lm lh L: W: r: R: S: V',
  ssh: '@stop @exact 4 6 A a C f G g K k M N n q s T t V v X x Y y B: b: c: D: E: e: F: I: i: J: L: l: m: O: o: P: p: Q: R: S: W: w:',
  autossh:
    '@stop @exact 4 6 A a C f G g K k N n q s T t V v X x Y y M: B: b: c: D: E: e: F: I: i: J: L: l: m: O: o: P: p: Q: R: S: W: w:',
  sshpass: '@stop @exact f: d: p: P: e v h V',
  scp: '@exact 3 4 6 A B C O p q R r s T v c: D: F: i: J: l: o: P: S: X:',
  sftp: '@exact 4 6 A a C f N p q r v B: b: c: D: F: i: J: l: o: P: R: S: s: X:',
  'ssh-keyscan': '@exact 4 6 c D H v q f: O: p: T: t:',
  'ssh-keygen':
    '@exact q l B e i p y c v L A h U k u Q R: F: H a: b: C: E: f: I: M: m: N: n: O: P: r: s: T: t: V: w: Y: Z: z: D:',
  'ssh-agent': '@exact a: c s k D d E: P: t: O:',
  git: '@sub v|version h|help C: c: exec-path? html-path man-path info-path p|paginate P|no-pager no-replace-objects bare git-dir: work-tree: namespace: config-env: literal-pathspecs no-optional-locks',
  'git clone':
    'l|local s|shared no-hardlinks q|quiet v|verbose progress n|no-checkout bare mirror o|origin: b|branch: revision: u|upload-pack: template: c|config: depth: shallow-since: shallow-exclude: single-branch no-single-branch no-tags recurse-submodules? recursive? j|jobs: separate-git-dir: reference: reference-if-able: dissociate filter: sparse server-option:',
  'git config':
    'global system local worktree f|file: blob: get get-all get-regexp get-urlmatch replace-all add unset unset-all remove-section rename-section l|list e|edit bool int type: z|null name-only show-origin show-scope default: fixed-value',
  openssl: '@sub @single',
  'openssl enc': '@single in: out: pass: k: kfile: K: iv: S: md: iter: d e a base64 A p P nosalt salt pbkdf2 z',
  'openssl base64': '=openssl enc',
  'openssl dgst':
    '@single verify: prverify: sign: signature: out: keyform: hmac: mac: macopt: sigopt: passin: sha256 sha512 sha1 sha384 md5 hex binary r c d engine:',
  gpg: '@exact batch no-tty q|quiet v|verbose yes homedir: options: keyring: no-default-keyring primary-keyring: s|sign clearsign|clear-sign b|detach-sign e|encrypt c|symmetric store d|decrypt verify k|list-keys K|list-secret-keys check-sigs fingerprint delete-keys export export-secret-keys refresh-keys recv-keys|receive-keys search-keys import fetch-keys show-keys dearmor|dearmour enarmor keyserver: keyserver-options: r|recipient: R|hidden-recipient: u|local-user: a|armor o|output: with-colons with-fingerprint import-ownertrust passphrase: passphrase-file: passphrase-fd: pinentry-mode: trust-model: status-fd: logger-fd: no-autostart full-gen-key quick-gen-key gen-key ignore-time-conflict auto-key-retrieve compress-algo: cipher-algo: digest-algo: s2k-mode:',
  gpg2: '=gpg',
  gpgv: 'keyring: homedir: o|output: q|quiet v|verbose status-fd: logger-fd: ignore-time-conflict weak-digest:',
  minisign: '@exact G R S V C q Q f H o W l p: P: s: m: x: c: t:',
  signify: '@exact C G S V e n q z c: m: p: s: t: x:',
  iptables:
    't|table: A|append: C|check: D|delete: I|insert: R|replace: L|list S|list-rules F|flush Z|zero N|new-chain: X|delete-chain P|policy: E|rename-chain: p|protocol: s|source: d|destination: j|jump: g|goto: i|in-interface: o|out-interface: f|fragment v|verbose n|numeric x|exact line-numbers m|match: w|wait? modprobe: dport: sport:',
  ip6tables: '=iptables',
  'iptables-legacy': '=iptables',
  'iptables-nft': '=iptables',
  nft: '@sub f|file: i|interactive n|numeric s|stateless a|handle e|echo j|json c|check I|includepath: D|define:',
  ufw: '@sub dry-run force',
  tcpdump:
    '@exact A d D e f h H I J K l L n N O p q S t u U v x X y: B: c: C: E: F: G: i: j: m: M: Q: r: s: T: V: w: W: z: Z:',
  dlv: '@sub headless? listen: l: api-version: accept-multiclient? continue? log? only-same-user? init: wd: backend: build-flags:',
  serve: '@exact l|listen: p: s|single d|debug c|config: n|no-clipboard C|cors u|no-compression S|symlinks',
  'http-server': '@exact p: a: d i g b e s|silent cors? o? c: U P|proxy: S|tls|ssl C|cert: K|key: r t: h|help',
  httpd: '@exact h: p: u: r: c: f i v vv d: D: X k: C: E: e: l L t T S M V',
};
