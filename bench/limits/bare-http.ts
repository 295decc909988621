import { createServer, type Server } from 'node:http';

/** Reads a body and answers with as many bytes as the product does. */
export const bareHttp = (answer: string): Server =>
  createServer((request, response) => {
    request.on('data', () => undefined);
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
