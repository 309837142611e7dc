namespace Insights.Web.Hosting.Inbox;

/// <summary>
/// The watched folder on the disk. Files lie in it or in a subfolder named like their source; a file is taken by renaming it, so that of two processes one gets it.
/// What a process that died had taken is put back when its lock is free.
/// </summary>
internal sealed class InboxFolder : IDisposable
{
    private const string Working = ".working";
    private const string Archive = "archive";
    private const string Quarantine = "quarantine";
    private const string LockName = ".lock";
    private const string WhySuffix = ".why.txt";

    // How programs name what they are still writing.
    private static readonly string[] Unfinished = [".part", ".partial", ".filepart", ".tmp", ".crdownload", ".download", ".swp"];

    private readonly string _root;
    private readonly string _mine;
    private readonly FileStream _lock;
    private Dictionary<string, (long Bytes, DateTime Changed)> _seen = new(StringComparer.Ordinal);
    private int _takes;

    /// <param name="owner">Tells this process's files from another's.</param>
    public InboxFolder(string root, string owner)
    {
        _root = Path.GetFullPath(root);
        _mine = Path.Combine(_root, Working, owner);
        _lock = Own(_mine);
    }

    /// <summary>A process that looks for abandoned folders may take the new one for one of them, as long as its lock is not held.</summary>
    private static FileStream Own(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            Directory.CreateDirectory(folder);
            try
            {
                return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 5)
            {
                // Taken away again, or looked at, in this instant.
            }
        }
    }

    public string Root => _root;

    /// <summary>Files that are there and not yet known to be complete.</summary>
    public int Waiting { get; private set; }

    /// <summary>Takes the files that have not changed since the last look, or that were renamed from an unfinished name since then.</summary>
    /// <returns>Grouped by source; null: the format's own.</returns>
    public IReadOnlyList<(string? Source, IReadOnlyList<string> Paths)> Take()
    {
        var now = Look();
        var ready = now.Keys.Where(path => IsComplete(path, now[path])).ToList();
        _seen = now.Where(file => !ready.Contains(file.Key)).ToDictionary(StringComparer.Ordinal);
        // Unfinished names are remembered too: their renaming says that they are complete.
        foreach (var path in UnfinishedFiles())
            _seen[path] = default;
        Waiting = now.Count - ready.Count;
        return [.. ready.GroupBy(SourceOf).Select(group => (group.Key, Move(group.Key, group))).Where(group => group.Item2.Count > 0)];
    }

    /// <summary>Puts back what processes had taken that are gone.</summary>
    public int ReturnAbandoned()
    {
        var returned = 0;
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(_root, Working)).Where(folder => folder != _mine).ToList())
        {
            try
            {
                using var turn = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != LockName).ToList())
                {
                    // working/<owner>/<take>/<source>/<name>, without the source for files of the root.
                    var parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar);
                    var home = parts.Length > 2 ? Path.Combine(_root, parts[1]) : _root;
                    Directory.CreateDirectory(home);
                    File.Move(file, Free(home, Path.GetFileName(file)));
                    returned++;
                }
            }
            catch (IOException)
            {
                // Its owner lives: the lock is held.
                continue;
            }

            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                // Another process looks into it, or has taken it away, at the same moment; what is left of it is looked at again next time.
            }
        }
        return returned;
    }

    /// <summary>Keeps an imported file.</summary>
    public string ToArchive(string path, string? source, DateOnly day)
    {
        var target = Free(Place(Archive, source, day), Path.GetFileName(path));
        File.Move(path, target);
        return target;
    }

    /// <summary>Keeps what is known about a file instead of the file.</summary>
    public void ToReceipt(string path, string? source, DateOnly day, string name, string receipt)
    {
        File.WriteAllText(Free(Place(Archive, source, day), name + ".receipt.txt"), receipt);
        File.Delete(path);
    }

    /// <summary>Sets a file aside with the reason beside it.</summary>
    public void ToQuarantine(string path, string? source, string why)
    {
        var target = Free(Place(Quarantine, source, null), Path.GetFileName(path));
        File.Move(path, target);
        // What could not be read was not searched for card numbers either: it is its owner's to look at.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(target + WhySuffix, why);
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<(string Name, string Why, DateTime Since)> InQuarantine(int most)
    {
        var folder = Path.Combine(_root, Quarantine);
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. Directory.EnumerateFiles(folder, "*" + WhySuffix, SearchOption.AllDirectories)
                .Select(why => new FileInfo(why)).Where(why => File.Exists(why.FullName[..^WhySuffix.Length])).OrderByDescending(why => why.LastWriteTimeUtc).Take(most)
                .Select(why => (Path.GetRelativePath(folder, why.FullName[..^WhySuffix.Length]), Note: Note(why.FullName), why.LastWriteTimeUtc))
                .Where(aside => aside.Note is not null).Select(aside => (aside.Item1, aside.Note!, aside.LastWriteTimeUtc)),
        ];
    }

    /// <returns>Null: somebody dealt with the file and deleted its note after the folder was listed.</returns>
    internal static string? Note(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Ends the take of these files.</summary>
    public static void Forget(IReadOnlyList<string> paths)
    {
        foreach (var folder in paths.Select(Path.GetDirectoryName).Distinct().OfType<string>().Where(Directory.Exists))
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
    }

    public void Dispose() => _lock.Dispose();

    private Dictionary<string, (long Bytes, DateTime Changed)> Look() =>
        Files().Where(file => !IsUnfinished(file.Name)).Select(file => (file.FullName, Glimpse: Glimpse(file))).Where(file => file.Glimpse is not null)
            .ToDictionary(file => file.FullName, file => file.Glimpse!.Value, StringComparer.Ordinal);

    /// <returns>Null: another process took it, or its owner took it back, after the folder was listed.</returns>
    internal static (long Bytes, DateTime Changed)? Glimpse(FileInfo file)
    {
        try
        {
            return (file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private List<string> UnfinishedFiles() => Files().Where(file => IsUnfinished(file.Name)).Select(file => file.FullName).ToList();

    private IEnumerable<FileInfo> Files()
    {
        var folders = Directory.EnumerateDirectories(_root).Where(folder => Path.GetFileName(folder) is var name && !name.StartsWith('.') && name is not (Archive or Quarantine));
        return new DirectoryInfo(_root).EnumerateFiles().Concat(folders.SelectMany(FilesOf))
            .Where(file => !file.Name.StartsWith('.') && !file.Name.StartsWith('~') && file.LinkTarget is null && !file.Name.StartsWith("readme", StringComparison.OrdinalIgnoreCase));
    }

    /// <returns>Nothing for a folder that was removed after its parent was listed.</returns>
    internal static IEnumerable<FileInfo> FilesOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFiles();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private bool IsComplete(string path, (long Bytes, DateTime Changed) now) =>
        (_seen.TryGetValue(path, out var before) && before == now)
        || (!_seen.ContainsKey(path) && Unfinished.Any(suffix => _seen.ContainsKey(path + suffix) && !File.Exists(path + suffix)));

    private static bool IsUnfinished(string name) => Unfinished.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private string? SourceOf(string path) => Path.GetDirectoryName(path) is { } folder && folder != _root ? Path.GetFileName(folder) : null;

    private List<string> Move(string? source, IEnumerable<string> paths)
    {
        var folder = Path.Combine(_mine, (++_takes).ToString(System.Globalization.CultureInfo.InvariantCulture), source ?? "");
        Directory.CreateDirectory(folder);
        var taken = new List<string>();
        foreach (var path in paths)
        {
            var target = Path.Combine(folder, Path.GetFileName(path));
            try
            {
                File.Move(path, target);
                taken.Add(target);
            }
            catch (Exception lost) when (lost is FileNotFoundException or DirectoryNotFoundException)
            {
                // Another process was faster, or whoever delivered it took it back.
            }
        }
        return taken;
    }

    private string Place(string kind, string? source, DateOnly? day)
    {
        var folder = Path.Combine(_root, kind, day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "", source ?? "");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private static string Free(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        for (var copy = 2; File.Exists(path); copy++)
            path = Path.Combine(folder, FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(name)} ({copy}){Path.GetExtension(name)}"));
        return path;
    }
}
