import { createServer, type Server, type ServerResponse } from 'node:http';

/** Whoever asks is told from then on whatever anybody posts. */
export const bareFanOut = (): Server => {
  const watching = new Set<ServerResponse>();
  return createServer((request, response) => {
    if (request.method === 'POST') {
      for (const one of watching) one.write('id: 1\ndata: {"position":1,"stream":"meeting","revision":1,"type":"AdviceGiven"}\n\n');
      request.resume();
      response.writeHead(201, { 'content-length': 0 });
      response.end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    watching.add(response);
    response.on('close', () => watching.delete(response));
  });
};
