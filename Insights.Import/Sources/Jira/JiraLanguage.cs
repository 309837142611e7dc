using Insights.Import.Pipeline;
using static Insights.Import.Sources.FieldRule;

namespace Insights.Import.Sources.Jira;

/// <summary>
/// Jira writes its headers in the language of whoever exports, down to the words around a custom field's name; the names of custom fields and
/// a few system columns stay English. One language's file is recognised by its own three required columns.
/// </summary>
internal sealed record JiraLanguage
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string[] Id { get; init; }
    public required string[] Key { get; init; }
    public required string[] Status { get; init; }
    public required string[] Created { get; init; }
    public required string[] Updated { get; init; }
    public required string[] Resolved { get; init; }
    public required string[] StatusCategory { get; init; }
    public required string[] Summary { get; init; }
    public required string[] Priority { get; init; }
    public required string[] Type { get; init; }
    public required string[] Assignee { get; init; }
    public required string[] Reporter { get; init; }
    public required string[] ReporterId { get; init; }
    public required string[] Labels { get; init; }
    public required string[] Components { get; init; }
    public required string[] Comment { get; init; }
    public required string[] Satisfaction { get; init; }
    public required string[] Project { get; init; }

    /// <summary>What stands around the name of a custom field; <c>{0}</c> is the name.</summary>
    public required string[] CustomField { get; init; }

    public static IReadOnlyList<JiraLanguage> All { get; } =
    [
        new()
        {
            Code = "en",
            Name = "English",
            Id = ["Issue id", "Work item id"],
            Key = ["Issue key", "Work item key", "Key"],
            Status = ["Status"],
            Created = ["Created"],
            Updated = ["Updated"],
            Resolved = ["Resolved"],
            StatusCategory = ["Status Category"],
            Summary = ["Summary"],
            Priority = ["Priority"],
            Type = ["Issue Type", "Work type"],
            Assignee = ["Assignee", "Assignee Id"],
            Reporter = ["Reporter"],
            ReporterId = ["Reporter Id"],
            Labels = ["Labels", "Label"],
            Components = ["Components", "Component/s", "Component"],
            Comment = ["Comment", "Comments"],
            Satisfaction = ["Satisfaction rating", "Satisfaction"],
            Project = ["Project name", "Project key", "Space name", "Space key"],
            CustomField = ["Custom field ({0})"],
        },
        new()
        {
            Code = "es",
            Name = "Spanish",
            Id = ["ID de la incidencia", "Id. de la incidencia", "ID de incidencia", "ID de la actividad"],
            Key = ["Clave de incidencia", "Clave de la incidencia", "Clave de actividad", "Clave"],
            Status = ["Estado"],
            Created = ["Creada", "Creado"],
            Updated = ["Actualizada", "Actualizado"],
            Resolved = ["Resuelta", "Resuelto"],
            StatusCategory = ["Categoría de estado"],
            Summary = ["Resumen"],
            Priority = ["Prioridad"],
            Type = ["Tipo de Incidencia", "Tipo de actividad"],
            Assignee = ["Persona asignada", "Responsable", "ID de la persona asignada"],
            Reporter = ["Informador"],
            ReporterId = ["ID del informador"],
            Labels = ["Etiquetas", "Etiqueta"],
            Components = ["Componentes", "Componente/s", "Componente"],
            Comment = ["Comentario", "Comentarios"],
            Satisfaction = ["Calificación de satisfacción"],
            Project = ["Nombre del proyecto", "Clave del proyecto"],
            CustomField = ["Campo personalizado ({0})"],
        },
        new()
        {
            Code = "de",
            Name = "German",
            Id = ["Vorgangs-ID", "Vorgang-ID", "Vorgangs-Id", "Vorgangs ID"],
            Key = ["Vorgangsschlüssel", "Vorgangs-Schlüssel", "Schlüssel"],
            Status = ["Status"],
            Created = ["Erstellt"],
            Updated = ["Aktualisiert"],
            Resolved = ["Erledigt", "Gelöst"],
            StatusCategory = ["Statuskategorie"],
            Summary = ["Zusammenfassung"],
            Priority = ["Priorität"],
            Type = ["Vorgangstyp"],
            Assignee = ["Zugewiesene Person", "Bearbeiter", "Zugewiesene Person ID"],
            Reporter = ["Autor", "Berichterstatter", "Melder"],
            ReporterId = ["Autor-ID", "Autor ID", "Berichterstatter-ID", "ID des Autors"],
            Labels = ["Stichwörter", "Stichworte", "Label", "Labels"],
            Components = ["Komponenten", "Komponente(n)", "Komponente"],
            Comment = ["Kommentar", "Kommentare"],
            Satisfaction = ["Zufriedenheitsbewertung", "Bewertung der Zufriedenheit"],
            Project = ["Projektname", "Projektschlüssel"],
            CustomField = ["Benutzerdefinierte Felder ({0})", "Benutzerdefiniertes Feld ({0})"],
        },
        new()
        {
            Code = "fr",
            Name = "French",
            Id = ["ID de ticket", "Id. de ticket", "ID du ticket", "Identifiant de ticket"],
            Key = ["Clé de ticket", "Clé du ticket", "Clé"],
            Status = ["État", "Statut"],
            Created = ["Création", "Créé", "Créée", "Date de création"],
            Updated = ["Mise à jour", "Mis à jour", "Dernière mise à jour"],
            Resolved = ["Résolu", "Résolue", "Date de résolution"],
            StatusCategory = ["Catégorie d'état", "Catégorie d’état", "Catégorie de statut"],
            Summary = ["Résumé"],
            Priority = ["Priorité"],
            Type = ["Type de ticket"],
            Assignee = ["Personne assignée", "Responsable", "Attribution"],
            Reporter = ["Rapporteur"],
            ReporterId = ["ID du rapporteur", "ID de rapporteur"],
            Labels = ["Étiquettes", "Étiquette"],
            Components = ["Composants", "Composant", "Composant(s)"],
            Comment = ["Commentaire", "Commentaires"],
            Satisfaction = ["Évaluation de la satisfaction", "Note de satisfaction"],
            Project = ["Nom du projet", "Clé du projet", "Clé de projet"],
            CustomField = ["Champs personnalisés ({0})", "Champ personnalisé ({0})"],
        },
        new()
        {
            Code = "pt",
            Name = "Portuguese",
            Id = ["ID da item", "ID do item", "ID da incidência"],
            Key = ["Chave da item", "Chave do item", "Chave da incidência", "Chave"],
            Status = ["Status", "Estado"],
            Created = ["Criado", "Criado(a)"],
            Updated = ["Atualizado(a)", "Atualizado"],
            Resolved = ["Resolvido", "Resolvido(a)"],
            StatusCategory = ["Categoria do status", "Categoria de status"],
            Summary = ["Resumo"],
            Priority = ["Prioridade"],
            Type = ["Tipo de item"],
            Assignee = ["Responsável"],
            Reporter = ["Relator"],
            ReporterId = ["ID do relator"],
            Labels = ["Categorias", "Etiquetas", "Rótulos"],
            Components = ["Componentes", "Componente"],
            Comment = ["Comentar", "Comentário", "Comentários"],
            Satisfaction = ["Avaliação de satisfação", "Classificação de satisfação"],
            Project = ["Nome do projeto", "Chave do projeto"],
            CustomField = ["Campo personalizado ({0})"],
        },
        new()
        {
            Code = "it",
            Name = "Italian",
            Id = ["ID ticket", "ID del ticket", "ID segnalazione", "ID della segnalazione", "ID richiesta", "ID elemento di lavoro", "ID attività"],
            Key = ["Chiave ticket", "Chiave del ticket", "Chiave segnalazione", "Chiave"],
            Status = ["Stato"],
            Created = ["Creato", "Creata", "Data creazione", "Data di creazione"],
            Updated = ["Aggiornato", "Aggiornata", "Aggiornamento"],
            Resolved = ["Risolto", "Risolta"],
            StatusCategory = ["Categoria di stato", "Categoria stato", "Categoria dello stato"],
            Summary = ["Riepilogo"],
            Priority = ["Priorità"],
            Type = ["Tipo di ticket", "Tipo ticket", "Tipo di segnalazione", "Tipo segnalazione"],
            Assignee = ["Assegnatario", "ID assegnatario"],
            Reporter = ["Reporter", "Segnalatore", "Relatore", "Richiedente"],
            ReporterId = ["ID reporter", "ID segnalatore", "ID relatore"],
            Labels = ["Etichette", "Etichetta"],
            Components = ["Componenti", "Componente", "Componente/i"],
            Comment = ["Commento", "Commenti"],
            Satisfaction = ["Valutazione soddisfazione", "Valutazione della soddisfazione"],
            Project = ["Nome progetto", "Nome del progetto", "Chiave progetto", "Chiave del progetto"],
            CustomField = ["Campo personalizzato ({0})"],
        },
        new()
        {
            Code = "nl",
            Name = "Dutch",
            Id = ["Issue-id", "Issue-ID", "Issue id", "Id van issue", "ID van issue", "Issuenummer-id", "Werkitem-ID"],
            Key = ["Issue-key", "Issuesleutel", "Sleutel van issue", "Sleutel", "Key"],
            Status = ["Status"],
            Created = ["Aangemaakt", "Aangemaakt op", "Gemaakt"],
            Updated = ["Bijgewerkt", "Bijgewerkt op"],
            Resolved = ["Opgelost", "Afgehandeld"],
            StatusCategory = ["Statuscategorie"],
            Summary = ["Samenvatting"],
            Priority = ["Prioriteit"],
            Type = ["Issuetype", "Type issue", "Werktype"],
            Assignee = ["Toegewezen persoon", "Toegewezen aan", "Uitvoerder"],
            Reporter = ["Melder", "Rapporteur", "Indiener"],
            ReporterId = ["Melder-ID", "ID van melder", "Rapporteur-ID"],
            Labels = ["Labels", "Label"],
            Components = ["Componenten", "Component", "Onderdelen"],
            Comment = ["Opmerking", "Opmerkingen", "Reactie"],
            Satisfaction = ["Tevredenheidsbeoordeling", "Tevredenheidsscore"],
            Project = ["Projectnaam", "Projectsleutel"],
            CustomField = ["Aangepast veld ({0})", "Aangepaste velden ({0})"],
        },
        new()
        {
            Code = "pl",
            Name = "Polish",
            Id = ["Id. zgłoszenia", "ID zgłoszenia", "Identyfikator zgłoszenia", "Id zgłoszenia"],
            Key = ["Klucz zgłoszenia", "Klucz"],
            Status = ["Status", "Stan"],
            Created = ["Utworzono", "Utworzone"],
            Updated = ["Zaktualizowano", "Zaktualizowane"],
            Resolved = ["Rozwiązano", "Rozwiązane"],
            StatusCategory = ["Kategoria statusu", "Kategoria stanu"],
            Summary = ["Podsumowanie"],
            Priority = ["Priorytet"],
            Type = ["Typ zgłoszenia"],
            Assignee = ["Osoba przypisana", "Przypisany", "Przypisano do"],
            Reporter = ["Osoba zgłaszająca", "Zgłaszający", "Autor zgłoszenia"],
            ReporterId = ["Identyfikator osoby zgłaszającej", "Id. osoby zgłaszającej"],
            Labels = ["Etykiety", "Etykieta"],
            Components = ["Komponenty", "Komponent", "Komponent/y", "Elementy składowe"],
            Comment = ["Komentarz", "Komentarze"],
            Satisfaction = ["Ocena zadowolenia", "Ocena satysfakcji"],
            Project = ["Nazwa projektu", "Klucz projektu"],
            CustomField = ["Pole niestandardowe ({0})", "Pole własne ({0})"],
        },
        new()
        {
            Code = "ja",
            Name = "Japanese",
            Id = ["課題 ID", "課題ID", "課題 id", "作業項目 ID"],
            Key = ["課題キー", "課題 キー", "キー"],
            Status = ["ステータス"],
            Created = ["作成日", "作成日時", "作成"],
            Updated = ["更新日", "更新日時", "更新"],
            Resolved = ["解決日", "解決日時", "解決済み"],
            StatusCategory = ["ステータス カテゴリ", "ステータスカテゴリ", "ステータス カテゴリー", "ステータスカテゴリー"],
            Summary = ["要約"],
            Priority = ["優先度"],
            Type = ["課題タイプ", "課題のタイプ"],
            Assignee = ["担当者"],
            Reporter = ["報告者"],
            ReporterId = ["報告者 ID", "報告者ID"],
            Labels = ["ラベル"],
            Components = ["コンポーネント"],
            Comment = ["コメント"],
            Satisfaction = ["満足度", "満足度評価"],
            Project = ["プロジェクト名", "プロジェクト キー", "プロジェクトキー"],
            CustomField = ["カスタムフィールド ({0})", "カスタム フィールド ({0})", "カスタムフィールド（{0}）"],
        },
    ];

    private static JiraLanguage English => All[0];

    /// <summary>A list copied from a filter has no ids: its key stands for them. A key alone is too ordinary a column, so the summary and the type must be there as well.</summary>
    public bool Fits(IReadOnlyList<string> headers)
    {
        var folded = headers.Select(HeaderText.Fold).ToHashSet(StringComparer.Ordinal);
        bool Has(string[] names) => names.Any(n => folded.Contains(HeaderText.Fold(n)));
        return Has(Id) || (Has([.. Summary, .. English.Summary]) && Has([.. Type, .. English.Type]));
    }

    public IReadOnlyList<FieldRule> Fields() =>
    [
        Required("id", [.. Id, .. Key]), Required("status", Status), Required("created_at", Created),
        Several("updated_at", [.. Updated, .. English.Updated]), Several("solved_at", [.. Resolved, .. English.Resolved]),
        Several("status_category", [.. StatusCategory, .. English.StatusCategory]), Several("subject", [.. Summary, .. English.Summary]),
        Several("priority", [.. Priority, .. English.Priority]), Several("request_type", [.. Custom("Request Type"), "Request Type", "Customer Request Type"]),
        Several("type", [.. Type, .. English.Type]), Several("agent", [.. Assignee, .. English.Assignee]),
        Several("customer", [.. ReporterId, .. English.ReporterId]), Several("customer_email", [.. Reporter, .. English.Reporter]),
        Several("labels", [.. Labels, .. English.Labels]), Several("team", [.. Custom("Team"), .. Custom("Support team"), .. Custom("Assignment group"), .. Components, .. English.Components]),
        Several("channel", [.. Custom("Channel"), .. Custom("Request channel"), .. Custom("Request channel type"), .. Custom("Source")]),
        Several("comments", [.. Comment, .. English.Comment]), Several("satisfaction", [.. Satisfaction, .. English.Satisfaction]),
        Several("first_reply_at", Custom("[CHART] Date of First Response")),
        Tickets.TicketFields.Brand([.. Project, .. English.Project]) with { IsList = true },
        .. Tickets.TicketFields.Custom.Select(f => f with { IsList = true }),
    ];

    private string[] Custom(string name) =>
        [.. CustomField.Concat(English.CustomField).Distinct().Select(around => string.Format(System.Globalization.CultureInfo.InvariantCulture, around, name))];
}
