const y=695,m=[695],p={8695:((d,h,o)=>{o.d(h,{runInit:()=>u});var s=o(3024),r=o(6760),l=o(6351);const n=[[".seaworthy.yaml",`# What Seaworthy scans here and how strictly. Every key: docs/configuration.md of Seaworthy.
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
`],[".github/workflows/seaworthy.yml",`# Judges the containers this repository declares, on every pull request.
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
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      - name: Fetch Seaworthy
        uses: actions/checkout@v5
        with:
          repository: seaworthy/seaworthy
          path: .seaworthy-tool
          persist-credentials: false
      - name: Scan
        run: node .seaworthy-tool/dist/index.js scan . --exclude '.seaworthy-tool/**' --format text --format sarif=seaworthy.sarif
      - name: Show in code scanning
        if: always()
        uses: github/codeql-action/upload-sarif@v4
        with:
          sarif_file: seaworthy.sarif
`]];function u(t){const a=n.filter(([e])=>!(0,s.existsSync)((0,r.resolve)(t.cwd,e)));if(a.length===0)throw new l.eb(`nothing written: ${n.map(([e])=>e).join(" and ")} exist already`);for(const[e,i]of a){const c=(0,r.resolve)(t.cwd,e);(0,s.mkdirSync)((0,r.dirname)(c),{recursive:!0}),(0,s.writeFileSync)(c,i,{flag:"wx"}),t.out(`wrote ${e}
`)}for(const[e]of n.filter(i=>!a.includes(i)))t.out(`kept ${e}, it exists already
`);return t.out(`Next: seaworthy scan, then pin the actions of the workflow by commit.
`),0}})};export{y as id,m as ids,p as modules};
