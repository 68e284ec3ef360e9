namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>How the page looks.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet. Colours are named once for each ground; each has a contrast of at least 4.5 to its own.</summary>
    public const string Css = """

        :root { color-scheme: light dark; --ground: #f6f7f9; --panel: #ffffff; --ink: #1b2027; --quiet: #58626e; --line: #dde1e6;
          --track: #e9ecf0; --en: #1f5fbf; --zh: #b0440c; --good: #14703f; --bad: #b3261e; --unsure: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #14171b; --panel: #1c2026; --ink: #e7eaee; --quiet: #a3adb8; --line: #343a43;
            --track: #2a3038; --en: #7fb0ff; --zh: #ffa26b; --good: #62d393; --bad: #ff8a80; --unsure: #f0bd5a; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 32px 24px 64px; max-width: 1180px; background: var(--ground); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
        h1 { margin: 0 0 4px; font-size: 26px; line-height: 1.25; } h1 span { color: var(--quiet); font-weight: 400; }
        h2 { margin: 0 0 12px; font-size: 19px; } h3 { margin: 24px 0 10px; font-size: 16px; }
        p { margin: 0 0 12px; max-width: 96ch; color: var(--quiet); }
        section { margin-top: 28px; padding: 20px; background: var(--panel); border: 1px solid var(--line); border-radius: 10px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } .narrow { width: auto; } .narrow td:first-child { padding-right: 32px; }
        th, td { padding: 5px 10px; text-align: right; white-space: nowrap; }
        th { color: var(--quiet); font-weight: 600; font-size: 13px; vertical-align: bottom; }
        th:first-child, td:first-child, .left { text-align: left; } tbody th { vertical-align: top; color: var(--ink); font-size: 15px; }
        tbody.group { border-top: 1px solid var(--line); } thead + tbody { border-top: 1px solid var(--line); }
        td small { color: var(--quiet); }
        .en { color: var(--en); } .zh { color: var(--zh); }
        .bar { position: relative; display: inline-block; width: 120px; height: 10px; margin-left: 8px; border-radius: 5px; background: var(--track); }
        .bar i { position: absolute; top: 0; bottom: 0; border-radius: 5px; background: currentColor; opacity: .45; }
        .bar b { position: absolute; top: -2px; bottom: -2px; width: 2px; margin-left: -1px; background: currentColor; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 24px; }
        figure { margin: 0; max-width: 560px; } figcaption { color: var(--quiet); font-size: 13px; }
        svg { display: block; width: 100%; height: auto; } svg text { fill: var(--quiet); font-size: 12px; } svg .name { fill: var(--ink); font-size: 13px; font-weight: 600; }
        svg .grid { stroke: var(--line); } svg .even { stroke: var(--quiet); stroke-dasharray: 4 4; }
        svg .en { stroke: var(--en); fill: var(--en); } svg .zh { stroke: var(--zh); fill: var(--zh); } svg text.en, svg text.zh { stroke: none; font-weight: 600; }
        svg path { fill: none !important; stroke-width: 2; } svg circle { fill-opacity: .55; } svg .ring { fill: var(--panel); fill-opacity: 1; stroke-width: 2.5; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(255px, 1fr)); gap: 14px; }
        .card { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; font-size: 13.5px; }
        .card img { display: block; width: 100%; height: auto; } .card div { padding: 10px 12px 12px; }
        .card ul { margin: 8px 0 0; padding: 0; list-style: none; } .card li { margin-top: 2px; }
        .chip { font-weight: 600; } .chip::before { content: ""; display: inline-block; width: 9px; height: 9px; margin-right: 6px; border-radius: 50%; background: currentColor; }
        .good { color: var(--good); } .bad { color: var(--bad); } .unsure { color: var(--unsure); }

        """;
}
