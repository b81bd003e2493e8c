import { useState } from 'react';
import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLE } from '#shared/limits.ts';
import type { Track } from '#shared/people/roles.ts';
import { useEngine } from '../../app/context.tsx';
import { inTongue } from '../team/in-tongue.ts';
import { ActDialog } from './ActDialog.tsx';
import { keyFrom } from './RoleDialog.tsx';

/** Makes a ladder or changes one: its name in both languages, and where it stands on "Our Team" (F209). */
export function TrackDialog(props: { track: Track | null; tracks: readonly Track[]; close: () => void; done: () => void }) {
  const { t, i18n } = useTranslation('house');
  const { house } = useEngine();
  const { track: before, tracks } = props;
  const [names, setNames] = useState<Track['names']>(before?.names ?? { en: '', es: '' });
  const at = tracks.findIndex(({ id }) => id === before?.id);
  const [place, setPlace] = useState(at === -1 ? tracks.length + 1 : at + 1);
  const places = Array.from({ length: before === null ? tracks.length + 1 : tracks.length }, (_, index) => String(index + 1));
  const id = before?.id ?? keyFrom(names.en);
  return (
    <ActDialog
      title={before === null ? t('tracks.make') : t('tracks.editTitle', { track: inTongue(before.names, i18n.language) })}
      confirm={t('roles.save')}
      complete={names.en.trim() !== '' && names.es.trim() !== '' && id !== ''}
      act={({ reason }) => house.saveTrack({ track: { id, names }, place, reason })}
      close={props.close}
      done={props.done}
    >
      {(['en', 'es'] as const).map((language) => (
        <TextInput
          key={language}
          label={t(`roles.names.${language}`)}
          lang={language}
          data-autofocus={language === 'en' || undefined}
          autoComplete="off"
          required
          maxLength={ROLE.maxNameLength}
          value={names[language]}
          onChange={(event) => setNames({ ...names, [language]: event.currentTarget.value })}
        />
      ))}
      <NativeSelect label={t('tracks.place')} data={places} value={String(place)} onChange={(event) => setPlace(Number(event.currentTarget.value))} />
    </ActDialog>
  );
}
