import { z } from 'zod';
import { newPicture, ownPicture, pictureFile, pictureId, picturesAsked, picturesFound } from '../../people/pictures.ts';
import { none, type Endpoint } from './endpoint.ts';

/** Pictures of people (F027): set, taken away, asked for by the names on a screen, and fetched by an address that never changes what it shows. */
export const picturesEndpoints = {
  readOwnPicture: {
    method: 'GET', path: '/api/me/picture', auth: 'session', params: none, body: null, reply: ownPicture,
    summary: 'The picture that one shows, if any.', problems: [],
  },
  setPicture: {
    method: 'POST', path: '/api/me/picture', auth: 'session', params: none, body: newPicture, reply: ownPicture,
    summary: 'Show a picture: one still WebP or PNG, square, with nothing else in the file (F027).', problems: ['denied', 'not-a-picture', 'too-fast'],
  },
  clearPicture: {
    method: 'DELETE', path: '/api/me/picture', auth: 'session', params: none, body: null, reply: ownPicture,
    summary: 'Show two letters again; the picture is erased.', problems: [],
  },
  findPictures: {
    method: 'POST', path: '/api/pictures/find', auth: 'session', params: none, body: picturesAsked, reply: picturesFound, rate: 'picture',
    summary: 'Which of these people, by exact name, show a picture. Nobody else is named (F024).', problems: [],
  },
  readPicture: {
    method: 'GET', path: '/api/pictures/:picture', auth: 'session', params: z.object({ picture: pictureId }), body: null, reply: pictureFile,
    rate: 'picture', sends: 'picture',
    summary: 'A picture, as bytes. One that was taken away, or whose person is not shown, is not there.', problems: ['not-found'],
  },
} as const satisfies Record<string, Endpoint>;
