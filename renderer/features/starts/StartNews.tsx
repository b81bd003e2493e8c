import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useDisk, useEngine, useSetting } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { nameInText } from '../../ui/name-in-text.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useUnfinished } from '../drafts/use-unfinished.ts';
import { AskEverybody } from './AskEverybody.tsx';
import { newsOf, ownAsk, waitingWith, type StartOver } from './what-waits.ts';

/** The news that was put away, in the vault's settings. */
const PUT_AWAY = 'starts/put-away';

/** Nothing came of what one asked or wrote: kindly, with the ways on. Why is told to nobody (P37). */
export function StartNews() {
  const engine = useEngine();
  const putAway = useSetting<string>(PUT_AWAY);
  const onDisk = useDisk();
  const news = newsOf(useReadable(engine.notices), putAway.value);
  const inQueue = useReadable(engine.waiting) !== null;
  const waiting = useReadable(engine.starts.waiting);
  if (!putAway.loaded || news === null) return null;
  // What waits now has taken its place: an ask, the queue, or a message to the same person.
  if (ownAsk(waiting) !== null || waitingWith(waiting, news.with.name).length > 0) return null;
  if (inQueue !== (news.what === 'ask' && news.queued)) return null;
  return <News news={news} close={() => onDisk(() => putAway.set(news.start))} />;
}

function News({ news, close }: { news: StartOver; close: () => void }) {
  const { t } = useTranslation('starts');
  const { what, queued, start } = news;
  const name = nameInText(t, news.with.name);
  // Only a device that held the message while it waited has its words.
  const places = [`message/${news.with.name}`, `words/${start}`];
  const unfinished = useUnfinished();
  if (unfinished === null) return null;
  const back = unfinished.some(({ place }) => places.includes(place));
  const text = what === 'message' && !back ? 'message.overElsewhere' : `${what}.overText` as const;
  return (
    <Notice kind="note" title={t(`${what}.over`, { name })} safe={t(queued ? 'ask.overQueued' : text)}>
      {what !== 'invitation' && !queued && <AskEverybody form={news} />}
      {what === 'message' && back && (
        <Button component={Link} href="/drafts" variant="default">
          {t('message.toDrafts')}
        </Button>
      )}
      <Button variant="subtle" onClick={close}>
        {t('app:close')}
      </Button>
    </Notice>
  );
}
