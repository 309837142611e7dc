using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Insights.Web.Hosting.Imports;

/// <summary>
/// Received files between upload and import. They may hold card numbers, and card numbers never reach the disk readable: each file is encrypted
/// with a key that lives in this process's memory only. After a restart the rest is noise, and is deleted.
/// </summary>
internal sealed class UploadSpool : IDisposable
{
    /// <summary>Left free on the disk: the stores on it must be able to grow while uploads wait.</summary>
    private const long Reserve = 512L * 1024 * 1024;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, SpooledFile> _files = new(StringComparer.Ordinal);

    public UploadSpool(InsightsOptions options)
    {
        _folder = Path.Combine(Path.GetFullPath(options.DataDirectory), "uploads");
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    public string FolderOf(string importId) => Path.Combine(_folder, importId);

    /// <summary>A new, empty file. Two files of one name are two files: the second gets a number, its extension kept for recognition.</summary>
    public SpooledFile Create(string importId, string name)
    {
        var folder = FolderOf(importId);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        for (var copy = 2; File.Exists(path) || _files.ContainsKey(path); copy++)
            path = Path.Combine(folder, FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(name)} ({copy}){Path.GetExtension(name)}"));
        return _files[path] = new SpooledFile(path, _key);
    }

    /// <summary>Whether the disk takes this many bytes more without starving the stores.</summary>
    public bool HasRoomFor(long bytes)
    {
        Directory.CreateDirectory(_folder);
        return new DriveInfo(_folder).AvailableFreeSpace - Reserve > bytes;
    }

    /// <summary>The plain bytes of a file received by this process.</summary>
    public Stream Open(string path) =>
        _files.TryGetValue(path, out var file) ? file.OpenRead() : throw new FileNotFoundException("This file is not kept any more: the portal was restarted or the upload was cancelled. Upload it again.", path);

    public void Forget(string importId)
    {
        var folder = FolderOf(importId);
        foreach (var path in _files.Keys.Where(path => Path.GetDirectoryName(path) == folder))
            if (_files.TryRemove(path, out var file))
                file.Dispose();
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }
}
