using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Insights.Web.Tests.Delivery;

/// <summary>A real SMTP server (aiosmtpd) on loopback, in a process of its own; what it took lies in a folder as files.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private MailServer(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Of the server's own certificate, which nobody else trusts.</summary>
    public string? Thumbprint { get; private init; }

    public static async Task<MailServer> StartAsync(bool tls = false, bool auth = false, int port = 0)
    {
        var folder = Directory.CreateTempSubdirectory("insights-mail-").FullName;
        var thumbprint = tls ? WriteCertificate(folder) : null;
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-W");
        start.ArgumentList.Add("ignore");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Delivery", "receive.py"));
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(JsonSerializer.Serialize(new { tls, auth, port }));
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The mail server of the tests did not start: is python3-aiosmtpd installed?");
        return new MailServer(process, folder, int.Parse(line, CultureInfo.InvariantCulture)) { Thumbprint = thumbprint };
    }

    /// <summary>What it took, in order, as it came.</summary>
    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>What the server says to an address, a line an attempt; then it takes.</summary>
    public void Say(string address, params string[] lines) => File.WriteAllLines(Path.Combine(_folder, "say-" + address), lines);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }
}
