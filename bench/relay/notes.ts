import { canPin } from './child.ts';

/** What one has to know to read the figures; printed with them, except as JSON. */
export const relayNotes = (): readonly string[] => [
  'Each contender is a process of its own, started anew for each figure, in turn; the load comes from a second process. Medians of the rounds.',
  canPin()
    ? 'Contender and load have a core each.'
    : 'This machine lets no process keep a core to itself: contender and load disturb each other.',
  'Samovar: the real gate, documents and store, run with the flags of the relay; who somebody is and which chat is theirs comes from memory, where the product asks SQLite as a document is opened. Nothing is passed on or acknowledged before a flush has brought it to the disk. Its clients ask for receipts.',
  'Lifted for Samovar: sockets in all, per address and per account, messages and time per account, the two parties of a chat, the cut of its log at 5,000 entries (not for "in segments"). Nothing else.',
  '"Hocuspocus, storing": @hocuspocus/extension-database doing what its SQLite extension does (same table, same statements) over node:sqlite, because that extension has no build for this Node. It stores two seconds after the fact.',
  '"bare ws" passes frames on and knows nothing; "bare ws, batching" does so with one write per connection and turn: the limit.',
  '"Yjs, batching" is the same with one Yjs transaction a room and turn in between: how fast anything could be that holds documents. It judges, stores and acknowledges nothing.',
  'Delivered: at saturation, the best of several numbers of messages on their way at once, the same numbers for everybody. In brackets: Samovar against that peer.',
  'Latency is from sending to receiving, at every receiver. Only Samovar waits for the disk in between: "Samovar, no flush" does not, and "a flush alone" is the disk by itself at that rate.',
  'Growth: at most 500 messages into each freshly started relay, so that the room stays as large as it is called; one client id for every 20 entries in a document. "Gate" and "Yjs" are those parts of it alone, in this process. "Not cut" is what the product never has.',
  'Memory is heap and buffers after collecting garbage.',
];
