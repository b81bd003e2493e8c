import { useEffect, useState } from 'react';
import { Button, FileButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CHOSEN_TYPES, type ChosenFault } from '#shared/pictures/chosen-file.ts';
import { PICTURE } from '#shared/limits.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { useConnection, useEngine } from '../../../app/context.tsx';
import { useReadable } from '../../../app/use-readable.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { Why } from '../../../ui/Why.tsx';
import { FailureNotice } from '../../account/FailureNotice.tsx';
import { useCommand } from '../../account/use-command.ts';
import { PictureDialog } from './PictureDialog.tsx';
import type { OpenPicture, Studio } from './studio.ts';
import { webStudio } from './web-studio.ts';
import styles from './picture.module.css';

const MIB = 1_024 * 1_024;

/** What others see beside one's name: two letters, or a picture of one's own (F027). It is made small on the device. */
export function OwnPicture({ name, actor, studio = webStudio }: { name: string; actor: Actor; studio?: Studio }) {
  const { t } = useTranslation('people');
  const { pictures } = useEngine();
  const own = useReadable(pictures.own);
  const online = useConnection().at === 'online';
  const [chosen, setChosen] = useState<OpenPicture | null>(null);
  const [fault, setFault] = useState<ChosenFault | null>(null);
  const { state, run, reset } = useCommand();
  useEffect(() => {
    if (online) void pictures.readOwn();
  }, [pictures, online]);
  const choose = async (file: File | null): Promise<void> => {
    if (file === null) return;
    reset();
    setFault(null);
    const opened = await studio.open(file);
    if (opened.ok) setChosen(opened.value);
    else setFault(opened.error);
  };
  const close = (): void => {
    chosen?.close();
    setChosen(null);
  };
  const { type } = actor;
  const paused = own?.pausedUntilMs ?? null;
  const may = decide(actor, { action: 'picture.set', paused: paused !== null });
  const has = own !== null && own.picture !== null;
  return (
    <div className={styles.own}>
      <Avatar name={name} type={type} size={72} />
      <div className={styles.words}>
        <p>{t(has ? 'picture.shown' : 'picture.letters')}</p>
        <p className={styles.hint}>{t('picture.text')}</p>
        {paused !== null && (
          <p>
            {t('picture.paused')} <TimeText atMs={paused} />
          </p>
        )}
        {!may.allowed && <Why rule={may.rule} question={t('why:of.picture')} />}
        <div className={styles.acts}>
          <FileButton accept={CHOSEN_TYPES.join(',')} onChange={(file) => void choose(file)} inputProps={{ 'aria-label': t('picture.choose') }}>
            {(button) => (
              <Button {...button} variant="light" disabled={!online || own === null || !may.allowed}>
                {t(has ? 'picture.chooseOther' : 'picture.choose')}
              </Button>
            )}
          </FileButton>
          {has && (
            <Button variant="default" disabled={!online || state.at === 'busy'} onClick={() => void run(() => pictures.clear())}>
              {t('picture.clear')}
            </Button>
          )}
        </div>
        {!online && <p className={styles.hint}>{t('picture.offline')}</p>}
        {fault !== null && (
          <Notice kind="error" title={t(`picture.fault.${fault}`, { mib: PICTURE.maxFileBytes / MIB, megapixels: PICTURE.maxFilePixels / 1_000_000 })} />
        )}
        {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      </div>
      {chosen !== null && <PictureDialog picture={chosen} type={type} use={(bytes) => pictures.set(bytes)} close={close} />}
    </div>
  );
}
