using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>Statements of one line. Values are always parameters.</summary>
internal static class Sql
{
    /// <summary>Runs statements.</summary>
    /// <returns>Rows that the last one changed.</returns>
    public static int Run(SqliteConnection connection, string statements, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, statements, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of the first row; null where there is none.</summary>
    public static object? Scalar(SqliteConnection connection, string query, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, query, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Every row.</summary>
    public static List<T> Rows<T>(
        SqliteConnection connection, string query, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(connection, query, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

#pragma warning disable CA2100 // the texts are literals of this namespace
    private static SqliteCommand Command(SqliteConnection connection, string text, ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
#pragma warning restore CA2100
}
