const w=8695,g=[8695],f={18695:((function(u,h,s){s.d(h,{runInit:(function(){return d})});var o=s(73024),r=s(76760),l=s(56351);const i=[[".seaworthy.yaml",`# What Seaworthy scans here and how strictly. Every key: docs/configuration.md of Seaworthy.
# yaml-language-server: $schema=https://raw.githubusercontent.com/seaworthy/seaworthy/v1/policies/schema/config.schema.json

# default, development, production or strict; or the path of a profile file.
profile: default

# A finding of this severity or above fails the run: critical, high, medium, low, none.
failOn: high

# policy:
#   trustedRegistries: [docker.io/library/*, ghcr.io/your-org/**]
#   hostLsm: apparmor

# Exceptions carry a reason and an end.
# waivers:
#   - rule: writable-root-filesystem
#     subject: db
#     reason: PostgreSQL writes its lock file beside the socket
#     owner: data-team
#     until: 2027-06-30
waivers: []
`],[".github/workflows/seaworthy.yml",`# Judges the containers this repository declares: on every pull request what is new, on main everything.
name: seaworthy
on:
  pull_request:
  push:
    branches: [main]
permissions: {}
jobs:
  scan:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      security-events: write
    steps:
      # Pin both actions by commit: uses: OWNER/NAME@FULL_SHA # vX.Y.Z
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
          # The merge commit and what it was merged into: new findings are told from old ones.
          fetch-depth: 2
      - uses: seaworthy/seaworthy@v1
`],[".seaworthy/rules/debugger-published.yaml",`# A first rule of your own. Replay its examples with: seaworthy test .seaworthy/rules
# docs/first-rule.md of Seaworthy explains every key. Change or delete this file as you like.
id: example/debugger-published
title: A debugger is published
severity: high
each: container.ports
deny: it.target == 9229 || it.target == 5005
at: it.target
message: "{container.name} publishes a debugger as {it.text}."
why: Whoever reaches the debugger runs code in the process. It asks for no password.
fix: Remove the port, or publish it on 127.0.0.1 in an override file for development only.
examples:
  - compose: |
      services:
        api: { image: node, ports: ["9229:9229"] }
        web: { image: nginx, ports: ["80:80"] }
    denies: [api]
  - compose: |
      services:
        api: { image: node, ports: ["\${PORT}:\${PORT}"] }
    unknown: [api]
`]];function d(t){const n=i.filter(([e])=>!(0,o.existsSync)((0,r.resolve)(t.cwd,e)));if(n.length===0)throw new l.eb(`nothing written: ${i.map(([e])=>e).join(", ")} exist already`);for(const[e,a]of n){const c=(0,r.resolve)(t.cwd,e);(0,o.mkdirSync)((0,r.dirname)(c),{recursive:!0}),(0,o.writeFileSync)(c,a,{flag:"wx"}),t.out(`wrote ${e}
`)}for(const[e]of i.filter(a=>!n.includes(a)))t.out(`kept ${e}, it exists already
`);return t.out(`Next: seaworthy scan, then pin the actions of the workflow by commit.
`),0}}))};export{w as id,g as ids,f as modules};
