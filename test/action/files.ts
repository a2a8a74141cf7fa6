// Texts that the scenarios scan.

/** A service in which little is left to say. */
export const CLEAN = `services:
  web:
    image: docker.io/library/nginx:1.27.3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    user: "10001:10001"
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    mem_limit: 256m
    cpus: 0.5
    pids_limit: 100
    restart: on-failure:3
`;

/** The same with one bad line, which is line 12. */
export const BAD = `${CLEAN}    network_mode: host\n`;
export const BAD_LINE = 12;
