/// How a page of a simulation looks: on screens of any width, in light and dark, and in print.
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --ink: #16202c; --paper: #fff; --soft: #667; --line: #ccd;
          --c1: #3366aa; --c2: #2a8f7a; --c3: #b8860b; --c4: #7a52a8; --c5: #c0392b; --c6: #8a97a6; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --paper: #12161c; --soft: #9aa;
          --line: #345; --c1: #7fb0ff; --c2: #5fd0b5; --c3: #e5b84b; --c4: #b899e6; --c5: #ff7b6b; } }
        @media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #444;
          --line: #bbb; --c1: #3366aa; --c2: #2a8f7a; --c3: #b8860b; --c4: #7a52a8; --c5: #c0392b; }
          figure { break-inside: avoid; } details > * { display: block; } }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
        figure { margin: 2rem 0; } figcaption { font-weight: 600; margin-bottom: .5rem; }
        svg { width: 100%; height: auto; display: block; }
        svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
        .sample { border: 2px solid var(--c5); color: var(--c5); padding: .5rem; font-weight: 700; }
        .soft { color: var(--soft); } .hash { font-family: monospace; font-size: .8rem; }
        .wide { overflow-x: auto; } summary { cursor: pointer; color: var(--soft); }
        table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .25rem .6rem; border-bottom: 1px solid var(--line); }
        th:first-child, td:first-child { text-align: left; }
        .words td, .words th { text-align: left; }
        .axis { stroke: var(--ink); } .grid { stroke: var(--line); }
        .fill1 { fill: var(--c1); } .fill2 { fill: var(--c2); } .fill3 { fill: var(--c3); }
        .fill4 { fill: var(--c4); } .fill5 { fill: var(--c5); } .fill6 { fill: var(--c6); }
        .line1, .line2, .line3, .line4, .line5 { fill: none; stroke-width: 2; }
        .line1 { stroke: var(--c1); } .line2 { stroke: var(--c2); } .line3 { stroke: var(--c3); }
        .line4 { stroke: var(--c4); } .line5 { stroke: var(--c5); stroke-dasharray: 6 3; }
        .line1.key { fill: var(--c1); } .line2.key { fill: var(--c2); } .line3.key { fill: var(--c3); }
        .line4.key { fill: var(--c4); } .line5.key { fill: var(--c5); }
        .band1 { fill: var(--c1); opacity: .18; } .band2 { fill: var(--c1); opacity: .35; }
        .heat0 { fill: var(--c5); opacity: .06; } .heat1 { fill: var(--c5); opacity: .18; }
        .heat2 { fill: var(--c5); opacity: .3; } .heat3 { fill: var(--c5); opacity: .45; }
        .heat4 { fill: var(--c5); opacity: .6; }
        """
}
