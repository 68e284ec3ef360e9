using System.Globalization;
using System.Text;

namespace FgClip.Evaluation.Scenes.Reporting;

/// <summary>All other figures: what is found, what is ranked, what is flagged wrongly.</summary>
internal static class FigureTables
{
    private static readonly (string Task, string? Kind, string Label)[] Found =
    [
        ("pointing_game", null, "the peak lies inside the thing"),
        ("box_iou_50", null, "the first box fits (intersection over union at least 0.5)"),
        ("presence_balanced_accuracy", "thing", "present and absent things told apart"),
        ("presence_balanced_accuracy", "color", "right and wrong colours told apart"),
        ("presence_sensitivity", "thing", "present things called present"),
        ("presence_specificity", "thing", "absent things called absent"),
        ("presence_specificity", "color", "wrong colours called absent"),
        ("presence_decided", null, "presence decided"),
    ];

    private static readonly (string Task, string? Kind, string Label)[] Ranked =
    [
        ("long_caption_1_of_10", null, "the right paragraph wins among ten"),
        ("caption_pair", "background", "right above wrong: background"),
        ("caption_pair", "binding", "right above wrong: binding"),
        ("caption_pair", "color", "right above wrong: colour"),
        ("caption_pair", "count", "right above wrong: count"),
        ("caption_pair", "position", "right above wrong: position"),
        ("caption_pair", "relation", "right above wrong: relation"),
        ("caption_pair", "size", "right above wrong: size"),
        ("caption_pair", "thing", "right above wrong: thing"),
    ];

    private static readonly (string Task, string? Kind, string Label)[] Alarms =
    [
        ("false_alarm", "caption", "true captions flagged"),
        ("false_alarm", "sentence", "true sentences of paragraphs flagged"),
        ("false_alarm", "paragraph", "true paragraphs flagged"),
    ];

    private static readonly (string Task, string? Kind, string Label)[] Errors =
    [
        ("mismatch_calibration_error", null, "scores of captions"),
        ("presence_calibration_error", null, "scores of phrases"),
    ];

    /// <summary>A section a group.</summary>
    public static void AppendTo(StringBuilder page, IReadOnlyList<SceneMeasure> measures)
    {
        Section("Finding things", "Absent phrases name a thing that is not there, or the thing that is there in another colour.", Found, 1);
        Section("Ranking captions", "By the checkpoint’s own score of a whole caption, without the detector.", Ranked, 1);
        Section("False alarms", "True texts of at least two claims that the detector calls a mismatch: the fewer the better.", Alarms, 0.2);
        Section("Calibration error", "The mean distance between scores and the share that is right.", Errors, 0.2);

        void Section(string title, string note, (string Task, string? Kind, string Label)[] rows, double to)
        {
            var shown = measures.Where(one => rows.Any(row => row.Task == one.Task && row.Kind == one.Kind)).ToArray();
            if (shown.Length == 0) return;

            // Figures that should be small have bars with a shorter scale, as long as that holds them.
            if (shown.Any(one => one.High > to)) to = 1;
            page.Append(CultureInfo.InvariantCulture, $"<section><h2>{title}</h2><p>{note} Bars run from 0 to {to}.</p><div class=\"scroll\"><table class=\"narrow\">");
            page.Append("<thead><tr><th></th><th class=\"en\">en</th><th class=\"zh\">zh</th></tr></thead><tbody>\n");
            foreach (var (task, kind, label) in rows)
            {
                SceneMeasure? In(string language) => shown.FirstOrDefault(one => one.Task == task && one.Kind == kind && one.Language == language);
                if (In("en") is null && In("zh") is null) continue;

                page.Append(CultureInfo.InvariantCulture, $"<tr><td>{label}</td>");
                IntervalBar.AppendTo(page, In("en"), to: to);
                IntervalBar.AppendTo(page, In("zh"), to: to);
                page.Append("</tr>\n");
            }

            page.Append("</tbody></table></div></section>\n");
        }
    }
}
