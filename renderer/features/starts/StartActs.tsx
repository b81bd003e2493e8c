import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { foldName } from '#shared/people/names.ts';
import type { ProfileView } from '#shared/people/profile.ts';
import type { StartKind } from '#shared/words.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useReadable } from '../../app/use-readable.ts';
import { Why } from '../../ui/Why.tsx';
import { absentOn, type Absent } from './absent.ts';
import { MyStart } from './MyStart.tsx';
import { offerOn } from './offer.ts';
import { TheirStarts } from './TheirStarts.tsx';
import { useOpenStart } from './start-sheet-context.tsx';
import { useStartSheet } from './use-start-sheet.tsx';
import { waitingPlace, waitingWith } from './what-waits.ts';
import styles from './starts.module.css';

interface Props {
  readonly view: ProfileView;
  /** What is shown is what this device saw before. */
  readonly stale: boolean;
  /** Below a chat that they had. */
  readonly again?: boolean;
}

/** With somebody on their page: what waits between the two of you, or else the way to a chat that is open to you (F030, F157, F158). */
export function StartActs(props: Props) {
  const { starts } = useEngine();
  const sheet = useStartSheet();
  // A chat is mounted anew when its window becomes narrow or wide: a sheet over it is the screen's, and stays.
  const open = useOpenStart() ?? sheet.open;
  const between = waitingWith(useReadable(starts.waiting), props.view.name);
  return (
    <>
      {between.map((one) => (one.side === 'mine' ? <MyStart key={one.start} start={one} /> : null))}
      {between.some(({ side }) => side === 'theirs') && <TheirStarts only={props.view.name} />}
      {between.length === 0 && <StartButtons {...props} open={open} />}
      {sheet.sheet}
    </>
  );
}

/** The one button that is offered, or why there is none (promise 4). */
export function StartButtons({ view, stale, again = false, open }: Props & { open: (kind: StartKind, to: string, isTherapist: boolean) => void }) {
  const { t } = useTranslation('starts');
  const identity = useIdentity();
  const { at } = useConnection();
  const [location] = useLocation();
  const folded = foldName(view.name);
  const talking = useReadable(useEngine().chats).find(({ card }) => card.state === 'open' && foldName(card.with.name) === folded);
  const offline = at === 'offline' || at === 'waiting';
  // The page as it was is shown for a moment before the relay answers: a button that turns into another one would be pressed by mistake.
  if (stale && !offline) return null;
  if (talking !== undefined) {
    return location === `/chats/${talking.chat}` ? null : (
      <div className={styles.offer}>
        <Button component={Link} href={`/chats/${talking.chat}`}>
          {t('toChat')}
        </Button>
      </div>
    );
  }
  // Of oneself nobody asks.
  if (identity.at === 'account' && foldName(identity.me.name) === folded) return null;
  const actor = identity.at === 'local' ? null : identity.actor;
  const offer = offerOn(view, actor, stale || offline);
  const absent = <WhyAbsent absent={absentOn(view, actor, offer, stale || offline)} name={view.name} />;
  if (offer === null) return absent;
  if (!offer.may) {
    return (
      <>
        <Why rule={offer.rule} question={`${t(`${offer.kind}.denied`)} ${t('why:ask')}`} />
        {offer.remedy === 'withdraw-first' && (
          <Anchor component={Link} href={waitingPlace(identity)} display="inline-block" py={4}>
            {t('seeWaiting')}
          </Anchor>
        )}
      </>
    );
  }
  // F237: whoever has met them before does not write first.
  const words = again && offer.kind === 'invitation' ? 'invitation.again' : `${offer.kind}.go`;
  return (
    <>
      <div className={styles.offer}>
        <Button aria-label={t(`${words}To`, { name: view.name })} onClick={() => open(offer.kind, view.name, view.type === 'therapist')}>
          {t(words)}
        </Button>
        <span className={styles.quiet}>{t(`${offer.kind}.hint`)}</span>
      </div>
      {absent}
    </>
  );
}

function WhyAbsent({ absent, name }: { absent: Absent | null; name: string }) {
  const { t } = useTranslation('why');
  return absent === null ? null : <Why rule={absent.rule} question={t(absent.which === 'now' ? 'of.chatNow' : 'of.startChat', { name })} />;
}
