import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { Button, Group, Modal, Slider, useDirection } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PICTURE } from '#shared/limits.ts';
import { avatarShape } from '#shared/people/avatar.ts';
import { MIDDLE, movedBy, type Crop } from '#shared/pictures/crop.ts';
import type { AccountType } from '#shared/words.ts';
import { Notice } from '../../../ui/Notice.tsx';
import type { CommandResult } from '../../../engine/types.ts';
import { FailureNotice } from '../../account/FailureNotice.tsx';
import { useCommand } from '../../account/use-command.ts';
import type { OpenPicture } from './studio.ts';
import styles from './picture.module.css';

/** Which square of a picture others see: by three sliders, or drawn along with a finger, in the shape that it will have. */
export function PictureDialog(props: {
  picture: OpenPicture;
  type: AccountType;
  use: (bytes: Uint8Array) => CommandResult<unknown>;
  close: () => void;
}) {
  const { t } = useTranslation(['people', 'app']);
  const { picture, close } = props;
  const { dir } = useDirection();
  const [crop, setCrop] = useState(MIDDLE);
  const [unwritten, setUnwritten] = useState(false);
  const { state, run } = useCommand();
  const use = async (): Promise<void> => {
    const bytes = await picture.take(crop);
    setUnwritten(bytes === null);
    if (bytes === null) return;
    const used = await run(() => props.use(bytes));
    if (used?.ok === true) close();
  };
  const busy = state.at === 'busy';
  // What came of it is told here: nothing closes it meanwhile.
  const leave = (): void => (busy ? undefined : close());
  return (
    <Modal opened onClose={leave} title={t('picture.choosePart')} closeButtonProps={{ 'aria-label': t('app:close'), disabled: busy }}>
      <Preview picture={picture} crop={crop} setCrop={setCrop} type={props.type} />
      <p className={styles.hint}>{t('picture.partHint')}</p>
      <Turn
        label={t('picture.zoom')}
        value={(crop.zoom - 1) / (PICTURE.maxZoom - 1)}
        set={(share) => setCrop((now) => ({ ...now, zoom: 1 + share * (PICTURE.maxZoom - 1) }))}
      />
      <Turn label={t('picture.across')} value={crop.x} turned={dir === 'rtl'} set={(x) => setCrop((now) => ({ ...now, x }))} />
      <Turn label={t('picture.down')} value={crop.y} set={(y) => setCrop((now) => ({ ...now, y }))} />
      {unwritten && <Notice kind="error" title={t('picture.unwritten')} />}
      {state.at === 'failed' && <FailureNotice failure={state.failure} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" disabled={busy} onClick={leave}>
          {t('app:cancel')}
        </Button>
        <Button data-autofocus disabled={busy} onClick={() => void use()}>
          {t('picture.use')}
        </Button>
      </Group>
    </Modal>
  );
}

const PREVIEW_PX = 240;

function Preview(props: { picture: OpenPicture; crop: Crop; setCrop: (crop: Crop) => void; type: AccountType }) {
  const { t } = useTranslation('people');
  const { picture, crop } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const from = useRef<{ readonly x: number; readonly y: number; readonly crop: Crop } | null>(null);
  useEffect(() => {
    if (canvas.current !== null) picture.show(canvas.current, crop);
  }, [picture, crop]);
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, y: event.clientY, crop };
  };
  const move = (event: PointerEvent<HTMLCanvasElement>): void => {
    const start = from.current;
    if (start === null) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    props.setCrop(movedBy(picture, start.crop, (event.clientX - start.x) / width, (event.clientY - start.y) / height));
  };
  const end = (): void => {
    from.current = null;
  };
  return (
    <canvas
      ref={canvas}
      className={styles.preview}
      data-shape={avatarShape(props.type)}
      width={PREVIEW_PX * 2}
      height={PREVIEW_PX * 2}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {t('picture.preview')}
    </canvas>
  );
}

/**
 * From 0 to 1, in hundredths. `turned`: the other way round, where a slider begins at the right, since a picture has no reading
 * direction: what is to the left in it stays to the left.
 */
function Turn({ label, value, turned = false, set }: { label: string; value: number; turned?: boolean; set: (share: number) => void }) {
  const shown = (hundredths: number): number => (turned ? 100 - hundredths : hundredths);
  return (
    <div className={styles.turn}>
      <span aria-hidden="true">{label}</span>
      <Slider label={null} min={0} max={100} step={1} thumbLabel={label} value={shown(Math.round(value * 100))} onChange={(now) => set(shown(now) / 100)} />
    </div>
  );
}
