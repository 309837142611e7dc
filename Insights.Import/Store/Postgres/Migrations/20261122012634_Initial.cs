using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Import.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "reporting");

            migrationBuilder.CreateTable(
                name: "agents",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    team = table.Column<string>(type: "text", nullable: true),
                    tier = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "business_calendars",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    valid_from = table.Column<long>(type: "bigint", nullable: true),
                    definition_json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_business_calendars", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "charge_followers",
                schema: "reporting",
                columns: table => new
                {
                    charge_hash = table.Column<long>(type: "bigint", nullable: false),
                    fact_kind = table.Column<int>(type: "integer", nullable: false),
                    fact_key = table.Column<long>(type: "bigint", nullable: false),
                    takes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_charge_followers", x => new { x.charge_hash, x.fact_kind, x.fact_key });
                });

            migrationBuilder.CreateTable(
                name: "chargeback_events",
                schema: "reporting",
                columns: table => new
                {
                    chargeback_hash = table.Column<long>(type: "bigint", nullable: false),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    chargeback_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false),
                    raw_status = table.Column<string>(type: "text", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: true),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chargeback_events", x => new { x.chargeback_hash, x.occurred_at, x.event_id, x.chargeback_ref, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "chargebacks",
                schema: "reporting",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    transaction_ref = table.Column<string>(type: "text", nullable: true),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    network = table.Column<string>(type: "text", nullable: true),
                    reason_code = table.Column<string>(type: "text", nullable: true),
                    sub_reason = table.Column<string>(type: "text", nullable: true),
                    provider_reason = table.Column<string>(type: "text", nullable: true),
                    reason_group = table.Column<string>(type: "text", nullable: true),
                    reason_category = table.Column<string>(type: "text", nullable: true),
                    raw_status = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    charged_at = table.Column<long>(type: "bigint", nullable: true),
                    evidence_due_at = table.Column<long>(type: "bigint", nullable: true),
                    evidence_due_is_estimated = table.Column<bool>(type: "boolean", nullable: false),
                    evidence_submitted_at = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true),
                    outcome_is_provisional = table.Column<bool>(type: "boolean", nullable: false),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    transaction_amount_minor = table.Column<long>(type: "bigint", nullable: true),
                    transaction_currency = table.Column<string>(type: "text", nullable: true),
                    fee_minor = table.Column<long>(type: "bigint", nullable: false),
                    fee_returned_minor = table.Column<long>(type: "bigint", nullable: false),
                    recovered_minor = table.Column<long>(type: "bigint", nullable: false),
                    country = table.Column<string>(type: "text", nullable: true),
                    bin6 = table.Column<string>(type: "text", nullable: true),
                    last4 = table.Column<string>(type: "text", nullable: true),
                    card_fingerprint = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    is_dispute = table.Column<bool>(type: "boolean", nullable: false),
                    version_at = table.Column<long>(type: "bigint", nullable: true),
                    content_hash = table.Column<long>(type: "bigint", nullable: false),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_chargebacks", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "fx_rates",
                schema: "reporting",
                columns: table => new
                {
                    day = table.Column<int>(type: "integer", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    per_euro_millionths = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fx_rates", x => new { x.currency, x.day });
                });

            migrationBuilder.CreateTable(
                name: "import_batches",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "imported_files",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    batch_id = table.Column<int>(type: "integer", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    encoding = table.Column<string>(type: "text", nullable: false),
                    dialect = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    error = table.Column<string>(type: "text", nullable: true),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    finished_at = table.Column<long>(type: "bigint", nullable: true),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    inserted = table.Column<long>(type: "bigint", nullable: false),
                    updated = table.Column<long>(type: "bigint", nullable: false),
                    unchanged = table.Column<long>(type: "bigint", nullable: false),
                    duplicate = table.Column<long>(type: "bigint", nullable: false),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    skipped = table.Column<long>(type: "bigint", nullable: false),
                    warnings = table.Column<long>(type: "bigint", nullable: false),
                    card_numbers_truncated = table.Column<long>(type: "bigint", nullable: false),
                    data_until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_imported_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "rejected_rows",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    severity = table.Column<string>(type: "text", nullable: false),
                    column = table.Column<string>(type: "text", nullable: true),
                    value = table.Column<string>(type: "text", nullable: true),
                    rule = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    record = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rejected_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sla_policies",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<long>(type: "bigint", nullable: true),
                    definition_json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sla_policies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sources",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    cadence_hours = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "store_counters",
                schema: "reporting",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_store_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "ticket_events",
                schema: "reporting",
                columns: table => new
                {
                    ticket_hash = table.Column<long>(type: "bigint", nullable: false),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    ticket_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false),
                    actor_kind = table.Column<string>(type: "text", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: true),
                    is_public = table.Column<bool>(type: "boolean", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ticket_events", x => new { x.ticket_hash, x.occurred_at, x.event_id, x.ticket_ref, x.source_id });
                });

            migrationBuilder.CreateTable(
                name: "tickets",
                schema: "reporting",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    subject = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: true),
                    category = table.Column<string>(type: "text", nullable: true),
                    priority = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: true),
                    raw_status = table.Column<string>(type: "text", nullable: true),
                    team = table.Column<string>(type: "text", nullable: true),
                    tier = table.Column<string>(type: "text", nullable: true),
                    agent = table.Column<string>(type: "text", nullable: true),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    solved_at = table.Column<long>(type: "bigint", nullable: true),
                    transaction_ref = table.Column<string>(type: "text", nullable: true),
                    merged_into = table.Column<string>(type: "text", nullable: true),
                    follow_up_of = table.Column<string>(type: "text", nullable: true),
                    satisfaction = table.Column<string>(type: "text", nullable: true),
                    tags = table.Column<string>(type: "text", nullable: true),
                    reported_first_reply_seconds = table.Column<int>(type: "integer", nullable: true),
                    reported_full_resolution_seconds = table.Column<int>(type: "integer", nullable: true),
                    version_at = table.Column<long>(type: "bigint", nullable: true),
                    content_hash = table.Column<long>(type: "bigint", nullable: false),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tickets", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "touched_days",
                schema: "reporting",
                columns: table => new
                {
                    fact = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    day = table.Column<int>(type: "integer", nullable: false),
                    mark = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_days", x => new { x.fact, x.day });
                });

            migrationBuilder.CreateTable(
                name: "touched_tickets",
                schema: "reporting",
                columns: table => new
                {
                    ticket_hash = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    ticket_ref = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mark = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_touched_tickets", x => new { x.ticket_hash, x.source_id, x.ticket_ref });
                });

            migrationBuilder.CreateTable(
                name: "transactions",
                schema: "reporting",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    occurred_at = table.Column<long>(type: "bigint", nullable: false),
                    settled_at = table.Column<long>(type: "bigint", nullable: true),
                    amount_minor = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    fee_minor = table.Column<long>(type: "bigint", nullable: false),
                    original_ref = table.Column<string>(type: "text", nullable: true),
                    refund_extent = table.Column<string>(type: "text", nullable: true),
                    refund_mode = table.Column<string>(type: "text", nullable: true),
                    customer_ref = table.Column<string>(type: "text", nullable: true),
                    order_ref = table.Column<string>(type: "text", nullable: true),
                    gateway = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    brand = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    bin6 = table.Column<string>(type: "text", nullable: true),
                    last4 = table.Column<string>(type: "text", nullable: true),
                    card_fingerprint = table.Column<string>(type: "text", nullable: true),
                    failure_code = table.Column<string>(type: "text", nullable: true),
                    failure_cause = table.Column<string>(type: "text", nullable: true),
                    descriptor = table.Column<string>(type: "text", nullable: true),
                    product = table.Column<string>(type: "text", nullable: true),
                    three_ds = table.Column<string>(type: "text", nullable: true),
                    avs_result = table.Column<string>(type: "text", nullable: true),
                    cvc_result = table.Column<string>(type: "text", nullable: true),
                    version_at = table.Column<long>(type: "bigint", nullable: true),
                    content_hash = table.Column<long>(type: "bigint", nullable: false),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transactions", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "vendors",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    country = table.Column<string>(type: "text", nullable: true),
                    code_folded = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspace_settings",
                schema: "reporting",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspace_settings", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agents_source_id_code",
                schema: "reporting",
                table: "agents",
                columns: new[] { "source_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_business_calendars_code_version",
                schema: "reporting",
                table: "business_calendars",
                columns: new[] { "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_chargebacks_charged_at",
                schema: "reporting",
                table: "chargebacks",
                column: "charged_at");

            migrationBuilder.CreateIndex(
                name: "ix_chargebacks_decided_at",
                schema: "reporting",
                table: "chargebacks",
                column: "decided_at");

            migrationBuilder.CreateIndex(
                name: "ix_chargebacks_source_id_external_id",
                schema: "reporting",
                table: "chargebacks",
                columns: new[] { "source_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_chargebacks_vendor_id_key",
                schema: "reporting",
                table: "chargebacks",
                columns: new[] { "vendor_id", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_imported_files_batch_id",
                schema: "reporting",
                table: "imported_files",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_imported_files_sha256",
                schema: "reporting",
                table: "imported_files",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "ix_rejected_rows_file_id_line",
                schema: "reporting",
                table: "rejected_rows",
                columns: new[] { "file_id", "line" });

            migrationBuilder.CreateIndex(
                name: "ix_sla_policies_code_version",
                schema: "reporting",
                table: "sla_policies",
                columns: new[] { "code", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_name",
                schema: "reporting",
                table: "sources",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tickets_source_id_external_id",
                schema: "reporting",
                table: "tickets",
                columns: new[] { "source_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tickets_vendor_id_key",
                schema: "reporting",
                table: "tickets",
                columns: new[] { "vendor_id", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_transactions_source_id_external_id",
                schema: "reporting",
                table: "transactions",
                columns: new[] { "source_id", "external_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_transactions_vendor_id_key",
                schema: "reporting",
                table: "transactions",
                columns: new[] { "vendor_id", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_vendors_code_folded",
                schema: "reporting",
                table: "vendors",
                column: "code_folded",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agents",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "business_calendars",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "charge_followers",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "chargeback_events",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "chargebacks",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "fx_rates",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "import_batches",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "imported_files",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "rejected_rows",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "sla_policies",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "sources",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "store_counters",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "ticket_events",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "tickets",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "touched_days",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "touched_tickets",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "transactions",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "vendors",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "workspace_settings",
                schema: "reporting");
        }
    }
}
