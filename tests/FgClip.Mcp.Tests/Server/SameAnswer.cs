using System.Text.Json;

namespace FgClip.Mcp.Tests.Server;

/// <summary>
/// Compares answers of two servers, or of two calls that the server computed in other company: everything is equal but
/// numbers, which may differ in the last places, since the engine adds up batches of other sizes in another order.
/// </summary>
internal static class SameAnswer
{
    /// <summary>Of the larger value, and of 1 for small ones.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Compares two texts, as JSON where they are JSON.</summary>
    public static void Check(string expected, string actual)
    {
        if (Parse(expected) is not { } left || Parse(actual) is not { } right) Assert.Equal(expected, actual);
        else Check(left, right, "$");
    }

    private static void Check(JsonElement expected, JsonElement actual, string place)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{place}: {expected} and {actual}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(expected.EnumerateObject().Select(member => member.Name), actual.EnumerateObject().Select(member => member.Name));
                foreach (var member in expected.EnumerateObject()) Check(member.Value, actual.GetProperty(member.Name), $"{place}.{member.Name}");
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                for (var index = 0; index < expected.GetArrayLength(); index++) Check(expected[index], actual[index], $"{place}[{index}]");
                break;
            case JsonValueKind.Number:
                var (one, other) = (expected.GetDouble(), actual.GetDouble());
                Assert.True(Math.Abs(one - other) <= Tolerance * Math.Max(1, Math.Abs(one)), $"{place}: {one} and {other}");
                break;
            default:
                Assert.Equal(expected.ToString(), actual.ToString());
                break;
        }
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
