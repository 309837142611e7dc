using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>How one file would be imported: its profile with everything the source's settings and the file's own dates settle, and what is still open.</summary>
/// <param name="Profile">Settled.</param>
/// <param name="Original">As the format itself has it; tells what the settings changed.</param>
/// <param name="Settings">Given to this import, or of the source; null when there are none.</param>
internal sealed record FilePlan(FormatProfile Profile, FormatProfile Original, string Source, SourceSettings? Settings, bool SettingsAreGiven, IReadOnlyList<SettingQuestion> Questions)
{
    public static string SourceOf(ImportRequest request, FormatProfile? profile) =>
        (request.Source ?? request.Settings?.Source ?? profile?.DefaultSource ?? "").Trim().ToLowerInvariant();

    /// <exception cref="ImportRefusedException">The source's settings cannot be understood.</exception>
    public static FilePlan Of(FileInspection file, FormatProfile profile, ImportRequest request, string dataDirectory)
    {
        string source = SourceOf(request, profile);
        var settings = request.Settings;
        try
        {
            settings ??= new SourceFiles(dataDirectory).Read(source);
            if (settings is not null && request.Settings is not null)
                settings.Validate();
        }
        catch (InvalidSettingsException problem)
        {
            string where = request.Settings is null ? $"sources/{Path.GetFileName(source)}.json of the data directory" : "the settings given to this import";
            throw new ImportRefusedException($"The settings of the source '{source}' cannot be used ({where}): {problem.Message} Nothing was imported.");
        }

        var own = settings is null ? profile : SourceRules.Apply(profile, settings);
        own = own with { SerialEpoch = file.SerialEpoch };
        // What a header says of its own times goes before what the installation says of the source.
        if (own.Times == TimeConvention.SourceZone && HeaderZone(file.Recognition.Headers) is { } zone)
            own = own with { Zone = zone };
        var plan = new FilePlan(own, profile, source, settings, request.Settings is not null, []);
        var (settled, questions) = Settle.Of(file, own, source, plan.Saying(s => s.Dates is not null) is not null || profile.Mapping?.Settings?.Dates is not null, plan.Saying(s => s.Amounts is not null) is not null || profile.Mapping?.Settings?.Amounts is not null);
        return plan with { Profile = settled, Questions = questions };
    }

    /// <summary>Null where the headers name no zone, or several.</summary>
    private static string? HeaderZone(IReadOnlyList<string> headers)
    {
        string[] zones = [.. headers.Select(h => HeaderText.ZoneOf(h) ?? (h.TrimEnd().EndsWith(" (UTC)", StringComparison.OrdinalIgnoreCase) ? "UTC" : null)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return zones.Length == 1 ? zones[0] : null;
    }

    /// <summary>The part of the settings that says something: the format's own goes first.</summary>
    public SourceSettings? Saying(Func<SourceSettings, bool> says)
    {
        var ofFormat = Settings?.Formats?.FirstOrDefault(f => string.Equals(f.Key, Profile.Id, StringComparison.OrdinalIgnoreCase)).Value;
        if (ofFormat is not null && says(ofFormat))
            return ofFormat;
        return Settings is not null && says(Settings) ? Settings : null;
    }

    /// <summary>
    /// Where nobody can be asked, times that name no zone and whose source has none set are read in the workspace's own zone: a help desk's account
    /// usually stands in it. The file says so; undone and imported again after setting the zone, it has every time right.
    /// </summary>
    public FilePlan InWorkspaceZone(string zone) => Questions.All(q => q.Setting != "zone")
        ? this
        : this with { Profile = Profile with { Zone = zone, ZoneIsAssumed = true }, Questions = [.. Questions.Where(q => q.Setting != "zone")] };

    /// <exception cref="ImportRefusedException">A question is open.</exception>
    public FilePlan OrRefuse() => Questions.Count == 0
        ? this
        : throw new ImportRefusedException($"{string.Join(" ", Questions.Select(q => q.Text))} The settings lie in sources/{Source}.json of the data directory, are set on the portal's import page, or are given with --profile. Nothing was imported.");
}
