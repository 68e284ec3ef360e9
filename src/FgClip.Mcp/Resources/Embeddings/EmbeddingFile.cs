using System.Globalization;
using FgClip.Checkpoints.Hub;
using Microsoft.Data.Sqlite;

namespace FgClip.Mcp.Resources.Embeddings;

/// <summary>The SQLite file: how it is opened, and what becomes of a damaged one.</summary>
/// <param name="options">Where it is and how long to wait for it.</param>
/// <param name="time">Names what is moved aside.</param>
internal sealed class EmbeddingFile(EmbeddingStoreOptions options, TimeProvider time)
{
    private const string FileName = "embeddings.db";

    /// <summary>What SQLite keeps beside a file, and must not be taken for that of its successor.</summary>
    private static readonly string[] Companions = ["", "-wal", "-shm"];

    /// <summary>SQLITE_CORRUPT and SQLITE_NOTADB.</summary>
    private static readonly int[] DamageCodes = [11, 26];

    private readonly Lazy<string> _folder = new(() => options.Folder is { } given ? Path.GetFullPath(given) : DataFolder.Find());

    /// <summary>The absolute path.</summary>
    public string FullName => Path.Combine(_folder.Value, FileName);

    /// <summary>Whether nothing is written.</summary>
    public bool ReadOnly => options.ReadOnly;

    /// <summary>Whether there is a file.</summary>
    public bool Exists => File.Exists(FullName);

    /// <summary>Whether an error says that the file is not what it should be.</summary>
    public static bool IsDamage(SqliteException error) => DamageCodes.Contains(error.SqliteErrorCode);

    /// <summary>Opens the file, of the newest version; makes it unless nothing may be written.</summary>
    /// <exception cref="SqliteException">It is damaged or cannot be opened.</exception>
    /// <exception cref="FgClipException">It is of a newer program.</exception>
    /// <exception cref="IOException">Another process opens or mends it and does not finish.</exception>
    public SqliteConnection Open()
    {
        if (options.ReadOnly) return OpenAlone();

        // Not while another moves a damaged file aside: the new file's log would go with the old one.
        using var alone = Lock();
        return OpenAlone();
    }

    /// <summary>Moves a damaged file aside, unless another process has done so.</summary>
    /// <returns>Where it went; null where it is whole now.</returns>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public string? SetAside()
    {
        using var alone = Lock();
        if (IsWhole()) return null;

        var stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        var aside = Path.Combine(_folder.Value, $"embeddings.damaged-{stamp}.db");
        foreach (var companion in Companions.Where(companion => File.Exists(FullName + companion)))
        {
            File.Move(FullName + companion, aside + companion);
        }

        return aside;
    }

    private static void CheckVersion(SqliteConnection connection)
    {
        // Without writing, an older file stays what it is.
        var version = EmbeddingSchema.VersionOf(connection);
        if (version == EmbeddingSchema.Latest) return;

        throw new FgClipException(
            FgClipErrorKind.File,
            "the file of embeddings is of another version",
            connection.DataSource,
            $"version {EmbeddingSchema.Latest}",
            $"version {version}",
            "Start the program once without --read-only, or update it.");
    }

    private SqliteConnection OpenAlone()
    {
        if (!options.ReadOnly) Create();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = FullName,
            Mode = options.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false, // a pool would hold the file open after us
            DefaultTimeout = (int)Math.Max(1, options.BusyTimeout.TotalSeconds), // how long a statement waits for other writers
        }.ToString());
        try
        {
            connection.Open();
            Sql.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}"));
            if (options.ReadOnly)
            {
                CheckVersion(connection);
            }
            else
            {
                // The log is flushed at each commit: what was committed outlives the process, and a loss of power too.
                Sql.Run(connection, "PRAGMA journal_mode = WAL");
                Sql.Run(connection, "PRAGMA synchronous = FULL");
                EmbeddingSchema.Migrate(connection, EmbeddingSchema.Latest);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool IsWhole()
    {
        try
        {
            using var connection = OpenAlone();
            return Sql.Scalar(connection, "PRAGMA quick_check(1)") is "ok";
        }
        catch (SqliteException error) when (IsDamage(error))
        {
            return false;
        }
    }

    // Only the user can read it. SQLite gives the files beside it the same rights.
    private void Create()
    {
        if (Exists) return;

        var creation = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.Open(FullName, creation).Dispose();
    }

    private void CreateFolder()
    {
        var folder = _folder.Value;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Held by one process at a time, and freed by the system when it ends in whatever way.
    private FileStream Lock()
    {
        CreateFolder();
        FileStream? held = null;
        SpinWait.SpinUntil(
            () =>
            {
                try
                {
                    held = new FileStream(Path.Combine(_folder.Value, "embeddings.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                    return true;
                }
                catch (IOException error) when (BlobLock.IsTaken(error))
                {
                    return false;
                }
            },
            options.BusyTimeout);
        return held ?? throw new IOException("another process opens or mends the file and does not finish");
    }
}
