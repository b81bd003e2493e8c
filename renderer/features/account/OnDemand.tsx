import { useState, type ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../app/context.tsx';
import { Section } from '../../ui/Page.tsx';

/** A part of the page whose form opens when it is wanted, so that the page stays one that can be looked over. */
export function OnDemand(props: {
  title: string;
  text: ReactNode;
  open: string;
  /** Beside the way in, while it is closed. */
  aside?: ReactNode;
  /** The same, once what was wanted has been done. */
  told?: ReactNode;
  children: (close: () => void, done: () => void) => ReactNode;
}) {
  const { t } = useTranslation('keys');
  // Not offered without the relay.
  const online = useConnection().at === 'online';
  const [wanted, setWanted] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const close = (): void => setWanted(false);
  const done = (): void => {
    setIsDone(true);
    close();
  };
  return (
    <Section title={props.title} text={props.text}>
      {wanted ? (
        props.children(close, done)
      ) : (
        <>
          {props.aside}
          {isDone && props.told}
          <Group gap="sm">
            <Button variant="default" disabled={!online} onClick={() => setWanted(true)}>
              {props.open}
            </Button>
            {!online && <span>{t('offline')}</span>}
          </Group>
        </>
      )}
    </Section>
  );
}
