import type { ChatId } from '#shared/ids.ts';
import { ChatPane } from './ChatPane.tsx';

/** One chat that fills the screen; always the one in use. */
export const SingleChat = (props: { chat: ChatId }) => <ChatPane key={props.chat} chat={props.chat} active back />;
