using System.Globalization;

namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>What a setting is, and who said so.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Values">The value as text: none where it is unset, one for all kinds but lists.</param>
/// <param name="Origin">Where it comes from, in words.</param>
internal sealed record SettingValue(Setting Setting, IReadOnlyList<string> Values, string Origin)
{
    /// <summary>The value for people; a secret's is masked.</summary>
    public string Shown => Values.Count == 0 ? "" : Setting.IsSecret ? "(set, not shown)" : string.Join(", ", Values);

    /// <summary>Refuses a value that is not of the setting's kind.</summary>
    /// <exception cref="FgClipException">It is not.</exception>
    public SettingValue Checked()
    {
        var right = Setting.Kind switch
        {
            SettingKind.Texts => Values.All(value => value.Length > 0),
            _ when Values.Count == 0 => true,
            SettingKind.Text => Values is [{ Length: > 0 } text] && (Setting.Choices is null || Setting.Choices.Contains(text)),
            SettingKind.Number => TryNumber(out var number) && number >= Setting.Minimum && number <= Setting.Maximum,
            SettingKind.Flag => bool.TryParse(Values[0], out _),
            _ => throw new InvalidOperationException($"{Setting.Kind} cannot be checked"),
        };
        return right
            ? this
            : throw new FgClipException(
                FgClipErrorKind.Argument, $"setting '{Setting.Name}' is wrong", Origin, Setting.InWords(), Setting.IsSecret ? "another value" : $"'{string.Join(", ", Values)}'");
    }

    /// <summary>The number of a checked value.</summary>
    public bool TryNumber(out int number) =>
        int.TryParse(Values.Count == 1 ? Values[0] : null, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
