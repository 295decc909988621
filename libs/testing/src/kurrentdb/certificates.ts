import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Certified = { readonly authority: string; readonly key: Buffer; readonly certificate: Buffer };

/** An authority, and a certificate for this computer's address that it signed, by openssl; `authority` is the file of the former. */
export const certifiedIn = (dir: string): Certified => {
  const at = (name: string) => join(dir, name);
  const openssl = (...given: readonly string[]) => execFileSync('openssl', given, { stdio: 'ignore' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', at('ca.key'), '-out', at('ca.pem'), '-days', '2', '-subj', '/CN=Authority of a spec');
  openssl('req', ...newKey, '-keyout', at('node.key'), '-out', at('node.csr'), '-subj', '/CN=node of a spec');
  writeFileSync(at('ext'), 'subjectAltName=IP:127.0.0.1\n');
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2', '-extfile', at('ext')];
  openssl('x509', '-req', '-in', at('node.csr'), ...signing, '-out', at('node.pem'));
  return { authority: at('ca.pem'), key: readFileSync(at('node.key')), certificate: readFileSync(at('node.pem')) };
};
