import { Button, Title } from '@mantine/core';
import { IconArmchair } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QueueRequest } from '#shared/documents/queue.ts';
import { unreachable } from '#shared/result.ts';
import { useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import type { QueueView } from '../../engine/types.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useNow } from '../../ui/now.tsx';
import { Why } from '../../ui/Why.tsx';
import { PersonName } from '../../ui/PersonName.tsx';
import { theirs } from '../starts/what-waits.ts';
import { AboutLabels } from '../talk/AboutLabels.tsx';
import { waitWords } from '../talk/wait-words.ts';
import { mayAsk, mayTake } from './queue-rights.ts';
import styles from './listen.module.css';

interface Props {
  readonly view: QueueView;
  /** Says whose queue it is, where one sees two. */
  readonly named: boolean;
  readonly openChats: number;
  /** The request that is being taken now. */
  readonly taking: string | null;
  readonly take: (request: QueueRequest) => void;
}

/** One age group's queue, in the order of waiting. */
export function QueueSection(props: Props) {
  const { t } = useTranslation('listen');
  const { view, named } = props;
  return (
    <section className={styles.queue}>
      {named && <Title order={2}>{t(view.ageGroup)}</Title>}
      <Content {...props} />
    </section>
  );
}

function Content(props: Props) {
  const { t } = useTranslation('listen');
  const { view } = props;
  switch (view.state) {
    case 'loading':
      return <p className={styles.quiet}>{t('loading')}</p>;
    case 'denied':
      return <p className={styles.quiet}>{t('denied')}</p>;
    case 'ready':
      if (view.requests.length === 0) return <NobodyWaits named={props.named} />;
      return (
        <ul className={styles.requests}>
          {view.requests.map((request) => (
            <Request key={request.id} request={request} {...props} />
          ))}
        </ul>
      );
    default:
      return unreachable(view.state);
  }
}

function NobodyWaits({ named }: { named: boolean }) {
  const { t } = useTranslation('listen');
  // Whoever waits for oneself in person stands right above.
  const inPerson = theirs(useReadable(useEngine().starts.waiting)).length > 0;
  if (named) return <p className={styles.quiet}>{t('empty.title')}</p>;
  const title = t(inPerson ? 'empty.others' : 'empty.title');
  return <EmptyState icon={<IconArmchair size={40} stroke={1.3} />} title={title} text={t('empty.body')} />;
}

/** One person waiting: name, kind of account, topic if given, language if not English (F153), and for how long. */
function Request(props: Props & { request: QueueRequest }) {
  const { t } = useTranslation('listen');
  const { request, view, openChats, taking } = props;
  const identity = useIdentity();
  const nowMs = useNow() ?? request.at;
  const waited = waitWords(nowMs - request.at);
  const verdict = identity.at === 'account' ? mayTake(identity.actor, request, view.ageGroup, openChats) : null;
  const may = verdict !== null && mayAsk(verdict);
  const { seeker, topic, language } = request;
  return (
    <li className={styles.request}>
      <Avatar name={seeker.name} type={seeker.type} size={44} />
      <div className={styles.who}>
        <strong>
          <PersonName name={seeker.name} />
        </strong>
        <span className={styles.quiet}>
          {t(`chats:kind.${seeker.type}`)},{' '}
          {t('waitingFor', { duration: t(`duration.${waited.key}`, { count: waited.count }) })}
        </span>
      </div>
      <div className={styles.labels}>
        <AboutLabels topic={topic} language={language} />
      </div>
      <Button
        className={styles.take}
        disabled={!may || taking !== null}
        aria-label={taking === request.request ? undefined : t('takeFrom', { name: seeker.name })}
        onClick={() => props.take(request)}
      >
        {t(taking === request.request ? 'taking' : 'take')}
      </Button>
      {!may && verdict?.allowed === false && (
        <div className={styles.whyNot}>
          <Why rule={verdict.rule} question={t('why:of.takeChat', { name: seeker.name })} />
        </div>
      )}
    </li>
  );
}
