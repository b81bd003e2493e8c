import type { AccountId } from '../ids.ts';
import type { AgeGroup, ChatState, RequestState } from '../words.ts';
import type { AccountQuestion } from './accounts.ts';
import type { HouseQuestion } from './house.ts';
import type { ListeningQuestion } from './listening.ts';
import type { PictureQuestion } from './pictures.ts';
import type { ProfileQuestion, PublicQuestion } from './profiles.ts';
import type { StartQuestion } from './starts.ts';
import type { TherapistQuestion } from './therapists.ts';

/** A chat, as far as rules need to know it. */
export interface ChatFacts {
  readonly seeker: AccountId;
  readonly listener: AccountId;
  readonly state: ChatState;
  /** Whether the two may talk to each other as their ages stand now, which an operator may have corrected (F084, F085). */
  readonly agesMeet: boolean;
}

/** A request in the queue, as far as rules need to know it. */
export interface RequestFacts {
  readonly seeker: AccountId;
  readonly ageGroup: AgeGroup;
  readonly state: RequestState;
  /** Whether a block stands between the seeker and the one who asks, either way (F102). */
  readonly blockBetween: boolean;
}

/** A page, as far as rules need to know it. Whoever edits it reads it, too. */
export interface PageFacts {
  readonly readers: 'everyone' | 'listeners' | readonly AccountId[];
  readonly editors: readonly AccountId[];
}

/** Everything that can be asked of the rule book: an action and what it is done to. */
export type Question =
  | PublicQuestion
  | ProfileQuestion
  | PictureQuestion
  | StartQuestion
  | ListeningQuestion
  | HouseQuestion
  | TherapistQuestion
  | AccountQuestion
  | { readonly action: 'member.become' }
  | { readonly action: 'account.forget' }
  | { readonly action: 'request.create'; readonly waiting: number }
  | { readonly action: 'request.withdraw'; readonly request: RequestFacts }
  | { readonly action: 'request.accept'; readonly request: RequestFacts; readonly openChats: number }
  | { readonly action: 'queue.read'; readonly ageGroup: AgeGroup }
  | { readonly action: 'chat.read'; readonly chat: ChatFacts }
  | { readonly action: 'chat.write'; readonly chat: ChatFacts }
  | { readonly action: 'chat.mark'; readonly chat: ChatFacts }
  | { readonly action: 'chat.delete-own'; readonly chat: ChatFacts }
  | { readonly action: 'chat.delete-other'; readonly chat: ChatFacts }
  | { readonly action: 'chat.end'; readonly chat: ChatFacts }
  | { readonly action: 'chat.block'; readonly chat: ChatFacts }
  /** No more first words from its listener (F155). */
  | { readonly action: 'chat.refuse'; readonly chat: ChatFacts }
  | { readonly action: 'inbox.read'; readonly owner: AccountId }
  | { readonly action: 'people.read'; readonly owner: AccountId }
  | { readonly action: 'page.read'; readonly page: PageFacts }
  | { readonly action: 'page.edit'; readonly page: PageFacts }
  | { readonly action: 'relay-document.write' }
  /** A growth path that an operator opens; it lies on the device, so the client alone asks (F109). */
  | { readonly action: 'premium-path.walk'; readonly granted: boolean };

export type Action = Question['action'];
