using System.Security.Cryptography;

namespace Insights.Web.Hosting.Uploads;

/// <summary>
/// Received files between upload and import. They may hold card numbers, and card numbers never reach the disk readable: each file is encrypted
/// with a key that lives in this process's memory only. After a restart the rest is noise, and is deleted.
/// </summary>
internal sealed class UploadSpool : IDisposable
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly string _folder;

    public UploadSpool(InsightsOptions options)
    {
        _folder = Path.Combine(options.DataDirectory, "uploads");
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    public string FolderOf(string uploadId) => Path.Combine(_folder, uploadId);

    /// <returns>The path it is kept under, and the plain size in bytes.</returns>
    public async Task<(string Path, long Bytes)> ReceiveAsync(string uploadId, string name, Stream content, CancellationToken cancel)
    {
        var folder = FolderOf(uploadId);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        // Two files of one name are two files: the second gets a number, its extension kept for recognition.
        for (var copy = 2; File.Exists(path); copy++)
            path = Path.Combine(folder, FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(name)} ({copy}){Path.GetExtension(name)}"));

        using var aes = NewCipher();
        long bytes = 0;
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(aes.IV, cancel);
            await using var encrypted = new CryptoStream(file, aes.CreateEncryptor(), CryptoStreamMode.Write);
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                await encrypted.WriteAsync(buffer.AsMemory(0, read), cancel);
                bytes += read;
            }
        }
        return (path, bytes);
    }

    /// <summary>The plain bytes, forward only.</summary>
    public Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        try
        {
            using var aes = NewCipher();
            var start = new byte[16];
            file.ReadExactly(start);
            aes.IV = start;
            return new CryptoStream(file, aes.CreateDecryptor(), CryptoStreamMode.Read);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Forget(string uploadId)
    {
        if (Directory.Exists(FolderOf(uploadId)))
            Directory.Delete(FolderOf(uploadId), recursive: true);
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private Aes NewCipher()
    {
        var aes = Aes.Create();
        aes.Key = _key;
        return aes;
    }
}
