// A QR code (ISO/IEC 18004): bytes, correction level M, versions 1 to 10, the best of eight masks.
// Own work of this project, under its licence (Apache-2.0).

// Of level M by version: correction bytes of a block, then how many blocks of how many data bytes.
const BLOCKS = [
  [10, [1, 16]],
  [16, [1, 28]],
  [26, [1, 44]],
  [18, [2, 32]],
  [24, [2, 43]],
  [16, [4, 27]],
  [18, [4, 31]],
  [22, [2, 38], [2, 39]],
  [22, [3, 36], [2, 37]],
  [26, [4, 43], [1, 44]],
];
const CENTRES = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

// The field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
const POWERS = new Uint8Array(255);
const LOGS = new Uint8Array(256);
for (let i = 0, value = 1; i < 255; i++) {
  POWERS[i] = value;
  LOGS[value] = i;
  value = (value << 1) ^ (value & 0x80 ? 0x11d : 0);
}
const times = (a, b) => (a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0);

function correction(data, count) {
  let generator = [1];
  for (let i = 0; i < count; i++) {
    const next = new Array(generator.length + 1).fill(0);
    generator.forEach((each, at) => {
      next[at] ^= each;
      next[at + 1] ^= times(each, POWERS[i]);
    });
    generator = next;
  }
  const rest = [...data, ...new Array(count).fill(0)];
  for (let i = 0; i < data.length; i++) {
    const factor = rest[i];
    generator.forEach((each, at) => (rest[i + at] ^= times(each, factor)));
  }
  return rest.slice(data.length);
}

const capacity = (version) => BLOCKS[version - 1].slice(1).reduce((sum, [count, size]) => sum + count * size, 0);

function codewords(bytes, version) {
  const bits = [];
  const put = (value, length) => {
    for (let i = length - 1; i >= 0; i--) {
      bits.push((value >> i) & 1);
    }
  };
  const total = capacity(version);
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((each) => put(each, 8));
  put(0, Math.min(4, total * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < total * 8; pad ^= 0xec ^ 0x11) {
    put(pad, 8);
  }
  const data = Array.from({ length: total }, (_, i) => bits.slice(i * 8, i * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  const [correctionBytes, ...groups] = BLOCKS[version - 1];
  const blocks = [];
  let from = 0;
  for (const [count, size] of groups) {
    for (let i = 0; i < count; i++, from += size) {
      blocks.push(data.slice(from, from + size));
    }
  }
  const checks = blocks.map((each) => correction(each, correctionBytes));
  const woven = [];
  for (const part of [blocks, checks]) {
    for (let i = 0; i < Math.max(...part.map((each) => each.length)); i++) {
      part.forEach((each) => i < each.length && woven.push(each[i]));
    }
  }
  return woven;
}

// A remainder in the field of two elements, for the format and the version.
function remainder(value, polynomial, length) {
  let rest = value << length;
  for (let i = 31 - Math.clz32(rest); i >= length; i--) {
    if ((rest >> i) & 1) {
      rest ^= polynomial << (i - length);
    }
  }
  return rest;
}

class Matrix {
  constructor(version) {
    this.version = version;
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => new Uint8Array(this.size));
    this.fixed = Array.from({ length: this.size }, () => new Uint8Array(this.size));
    this.#patterns();
  }

  #set(x, y, dark) {
    if (x >= 0 && y >= 0 && x < this.size && y < this.size) {
      this.dark[y][x] = dark ? 1 : 0;
      this.fixed[y][x] = 1;
    }
  }

  #patterns() {
    const end = this.size - 1;
    for (let i = 0; i < this.size; i++) {
      this.#set(6, i, i % 2 === 0);
      this.#set(i, 6, i % 2 === 0);
    }
    for (const [cx, cy] of [[3, 3], [end - 3, 3], [3, end - 3]]) {
      for (let y = -4; y <= 4; y++) {
        for (let x = -4; x <= 4; x++) {
          const ring = Math.max(Math.abs(x), Math.abs(y));
          this.#set(cx + x, cy + y, ring !== 2 && ring !== 4);
        }
      }
    }
    const centres = CENTRES[this.version - 1];
    for (const cy of centres) {
      for (const cx of centres) {
        const corner = (cx === 6 && cy === 6) || (cx === 6 && cy === end - 6) || (cx === end - 6 && cy === 6);
        for (let y = -2; !corner && y <= 2; y++) {
          for (let x = -2; x <= 2; x++) {
            this.#set(cx + x, cy + y, Math.max(Math.abs(x), Math.abs(y)) !== 1);
          }
        }
      }
    }
    this.format(0);
    if (this.version >= 7) {
      const bits = (this.version << 12) | remainder(this.version, 0x1f25, 12);
      for (let i = 0; i < 18; i++) {
        const [a, b] = [end - 10 + (i % 3), Math.floor(i / 3)];
        this.#set(a, b, (bits >> i) & 1);
        this.#set(b, a, (bits >> i) & 1);
      }
    }
  }

  /** Level M is 00 in the two bits before the mask's. */
  format(mask) {
    const bits = ((mask << 10) | remainder(mask, 0x537, 10)) ^ 0x5412;
    const end = this.size - 1;
    for (let i = 0; i < 15; i++) {
      const bit = (bits >> i) & 1;
      const near = i < 6 ? i : i < 8 ? i + 1 : 14 - i;
      if (i < 8) {
        this.#set(8, near, bit);
        this.#set(end - i, 8, bit);
      } else {
        this.#set(i === 8 ? 7 : near, 8, bit);
        this.#set(8, end - 14 + i, bit);
      }
    }
    this.#set(8, end - 7, 1);
  }

  fill(words) {
    let at = 0;
    let up = true;
    for (let right = this.size - 1; right > 0; right -= 2, up = !up) {
      if (right === 6) {
        right = 5;
      }
      for (let step = 0; step < this.size; step++) {
        const y = up ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (!this.fixed[y][x]) {
            this.dark[y][x] = at < words.length * 8 ? (words[at >> 3] >> (7 - (at & 7))) & 1 : 0;
            at++;
          }
        }
      }
    }
  }

  mask(number) {
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++) {
        if (!this.fixed[y][x] && MASKS[number](x, y)) {
          this.dark[y][x] ^= 1;
        }
      }
    }
  }

  penalty() {
    const rows = this.dark.map((row) => row.join(""));
    const columns = rows.map((_, x) => this.dark.map((row) => row[x]).join(""));
    let sum = 0;
    for (const line of [...rows, ...columns]) {
      for (const run of line.match(/0{5,}|1{5,}/g) ?? []) {
        sum += run.length - 2;
      }
      for (const finder of ["10111010000", "00001011101"]) {
        for (let at = line.indexOf(finder); at >= 0; at = line.indexOf(finder, at + 1)) {
          sum += 40;
        }
      }
    }
    let darks = 0;
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++) {
        const one = this.dark[y][x];
        darks += one;
        const square = x && y && one === this.dark[y - 1][x] && one === this.dark[y][x - 1] && one === this.dark[y - 1][x - 1];
        sum += square ? 3 : 0;
      }
    }
    return sum + Math.floor(Math.abs((darks * 20) / this.size ** 2 - 10)) * 10;
  }
}

/** Rows of 1 for dark and 0 for light; throws when the text has more than 213 bytes. */
export function qrMatrix(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = BLOCKS.findIndex((_, i) => capacity(i + 1) * 8 >= 4 + (i < 9 ? 8 : 16) + bytes.length * 8) + 1;
  if (version === 0) {
    throw new RangeError(`text: ${bytes.length} bytes (expected: at most 213)`);
  }
  const words = codewords(bytes, version);
  let best = null;
  for (let number = 0; number < 8; number++) {
    const matrix = new Matrix(version);
    matrix.fill(words);
    matrix.mask(number);
    matrix.format(number);
    const penalty = matrix.penalty();
    if (!best || penalty < best.penalty) {
      best = { penalty, dark: matrix.dark };
    }
  }
  return best.dark;
}

/** The code as a picture, dark on light in either colour scheme, with its quiet zone. */
export function qrCanvas(text, label) {
  const rows = qrMatrix(text);
  const quiet = 4;
  const scale = 6;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = (rows.length + 2 * quiet) * scale;
  canvas.className = "qr";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  const out = canvas.getContext("2d");
  out.fillStyle = "#fff";
  out.fillRect(0, 0, canvas.width, canvas.height);
  out.fillStyle = "#000";
  rows.forEach((row, y) => row.forEach((dark, x) => dark && out.fillRect((x + quiet) * scale, (y + quiet) * scale, scale, scale)));
  return canvas;
}
