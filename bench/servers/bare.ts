/* A limit as a server of its own: {what: 'http' | 'fan-out'}. */
import { bareFanOut } from '../limits/bare-fan-out.js';
import { bareHttp } from '../limits/bare-http.js';
import { given } from '../given.js';

const { what } = await given<{ readonly what: 'http' | 'fan-out' }>();
const events = [{ id: crypto.randomUUID(), type: 'AdviceGiven', revision: 200 }];
const answer = JSON.stringify({ stream: `meeting-${crypto.randomUUID()}`, revision: 200, position: 200_000, events });
const server = what === 'http' ? bareHttp(answer) : bareFanOut();
server.listen(0, 'localhost', () => process.send!({ address: `http://localhost:${(server.address() as { port: number }).port}` }));
process.on('message', () => process.send!('settled'));
process.once('disconnect', () => process.exit());
