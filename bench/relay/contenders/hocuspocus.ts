import { Server } from '@hocuspocus/server';
import { serve } from './serve.ts';

/** Hocuspocus as it comes, in memory. */
const server = new Server({ quiet: true, stopOnSignals: false });
serve(server.httpServer);
