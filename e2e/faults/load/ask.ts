import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { API, type BodyOf, type EndpointName, type ReplyOf } from '#shared/api/contract.ts';

interface Asked<Name extends EndpointName> {
  /** The address of this machine that it comes from: the relay bounds what one address may do. */
  readonly from: string;
  readonly token?: string;
  readonly body?: BodyOf<Name>;
  readonly id?: string;
}

/** One call of the contract over HTTP. Throws the code of a refusal. */
export async function ask<Name extends EndpointName>(port: number, name: Name, asked: Asked<Name>): Promise<ReplyOf<Name>> {
  const { method, path } = API[name];
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request({
      host: '127.0.0.1',
      port,
      localAddress: asked.from,
      agent: false,
      method,
      path: path.replace(/:\w+/, asked.id ?? ''),
      headers: {
        ...(asked.token === undefined ? {} : { authorization: `Bearer ${asked.token}` }),
        ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
    call.once('response', resolve).once('error', reject);
    call.end(asked.body === undefined ? undefined : JSON.stringify(asked.body));
  });
  const reply: unknown = JSON.parse(await text(answer));
  if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.statusCode} ${(reply as { code?: string }).code}`);
  return reply as ReplyOf<Name>;
}
