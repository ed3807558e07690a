#!/usr/bin/env python3
"""Draws the curve of `whosaid eval GOLD --curve FILE.csv`:   curve.py FILE.csv > docs/precision-recall.svg"""
import csv
import sys

WIDTH, HEIGHT, LEFT, BOTTOM = 560, 360, 60, 50
LOW = 0.8


def main():
    rows = [r for r in csv.DictReader(open(sys.argv[1])) if r['speaker_precision'] and float(r['kept_share']) >= 0.05]
    x = lambda kept: LEFT + kept * (WIDTH - LEFT - 20)
    y = lambda precision: HEIGHT - BOTTOM - (precision - LOW) / (1 - LOW) * (HEIGHT - BOTTOM - 20)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           '<title>Precision of speakers and share of rows kept, by least confidence</title>',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for i in range(5):
        p = LOW + i * (1 - LOW) / 4
        out.append(f'<path d="M{LEFT} {y(p):.1f}H{WIDTH - 20}" stroke="#ddd"/><text x="{LEFT - 8}" y="{y(p) + 4:.1f}" text-anchor="end">{p:.2f}</text>')
        k = i / 4
        out.append(f'<text x="{x(k):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{k:.2f}</text>')
    points = [(x(float(r['kept_share'])), y(float(r['speaker_precision'])), r['min_confidence']) for r in rows]
    out.append('<path fill="none" stroke="#1f5fa8" stroke-width="2" d="M' + 'L'.join(f'{a:.1f} {b:.1f}' for a, b, _ in points) + '"/>')
    for a, b, least in points:
        shown = least in ('0.00', '0.40', '0.60', '0.70', '0.80', '0.90', '0.95')
        label = f'<text x="{a + 7:.1f}" y="{b - 6:.1f}">{least}</text>' if shown else ''
        out.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="#1f5fa8"/>{label}')
    out.append(f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 10}" text-anchor="middle">share of the rows that keep their speaker</text>')
    out.append(f'<text transform="translate(16 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">speakers that are right</text></svg>')
    print('\n'.join(out))


main()
