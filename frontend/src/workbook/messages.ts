import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

// The kinds of the y-protocols, and one of our own: so many of the updates that you sent are on the disk.
export const SYNC = 0;
export const AWARENESS = 1;
export const SAVED = 100;

// The steps of a sync message.
export const STEP_1 = 0; // this is what I have
export const STEP_2 = 1; // this is what you lack
export const UPDATE = 2;

/** A sync message: the sender's state vector for step 1, an update for the others. */
export function syncMessage(step: number, data: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, data);
  });
}

/** An awareness message. */
export function awarenessMessage(data: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, data);
  });
}

/** The message that says how many of the client's updates are saved. */
export function savedMessage(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SAVED);
    encoding.writeVarUint(encoder, count);
  });
}

/** Whether the server counts the message among those that it saves. */
export function isUpdate(message: Uint8Array): boolean {
  return message[0] === SYNC && message[1] !== STEP_1;
}

export type Message =
  | { kind: "sync"; step: number; data: Uint8Array }
  | { kind: "awareness"; data: Uint8Array }
  | { kind: "saved"; count: number };

/** Read messages that stand one after another; null where they are cut short. Skips what it does not know. */
export function readMessages(bytes: Uint8Array): Message[] | null {
  const decoder = decoding.createDecoder(bytes);
  const found: Message[] = [];
  try {
    while (decoding.hasContent(decoder)) {
      const message = readMessage(decoder);
      // how long a message of another kind is cannot be known, so what follows it cannot be read either
      if (!message) break;
      found.push(message);
    }
  } catch {
    return null;
  }
  return found;
}

function readMessage(decoder: decoding.Decoder): Message | null {
  const kind = decoding.readVarUint(decoder);
  if (kind === SYNC) {
    return { kind: "sync", step: decoding.readVarUint(decoder), data: decoding.readVarUint8Array(decoder) };
  }
  if (kind === AWARENESS) return { kind: "awareness", data: decoding.readVarUint8Array(decoder) };
  return kind === SAVED ? { kind: "saved", count: decoding.readVarUint(decoder) } : null;
}
