import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { PLACE } from '#shared/limits.ts';
import { useDisk } from '../../app/context.tsx';
import type { Collection } from '../../vault/types.ts';
import { nameToKeep, type placeName } from './place-names.ts';
import styles from './account.module.css';

/** Calls another place by a name that only this one knows. */
export function NamePlace(props: {
  place: string;
  name: string;
  names: Collection<z.infer<typeof placeName>>;
  close: () => void;
}) {
  const { t } = useTranslation('account');
  const onDisk = useDisk();
  const [typed, setTyped] = useState(props.name);
  const keep = (event: FormEvent): void => {
    event.preventDefault();
    const name = nameToKeep(typed);
    onDisk(async () => {
      await (name === null ? props.names.remove(props.place) : props.names.put(props.place, { name }));
      props.close();
    });
  };
  return (
    <form className={styles.form} onSubmit={keep}>
      <TextInput
        label={t('places.nameLabel')}
        description={t('places.nameHint', { count: PLACE.maxNameLength })}
        autoComplete="off"
        maxLength={PLACE.maxNameLength}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" variant="default">
        {t('places.nameKeep')}
      </Button>
    </form>
  );
}
